"""Send what the ledger has queued: several connections, one clerk, every outcome on record.

``planning`` enters an edition's readers into the ledger; ``crew`` opens connections and
hands out copies as the providers' paces allow; ``clerk`` arms and settles for all of them,
one commit for many. A copy whose outcome nobody knows is named and never sent again by
itself.
"""
