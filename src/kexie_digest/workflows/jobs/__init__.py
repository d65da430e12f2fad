"""Jobs: pokes at rows, done in this process or by workers on many machines.

``contract`` is what the rest of the program sees; ``inline`` does jobs in a thread pool,
``posted`` gives them to workers over PostgreSQL; ``tasks`` are the functions that both call, and
``handing_out`` is what a scheduler does where workers do the work.
"""
