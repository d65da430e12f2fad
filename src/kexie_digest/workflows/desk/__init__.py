"""What the desk shows and does beside the three workflows: inbox, originals, runs, records.

Takes the Context, gives values that a page or the API shows; it knows nothing of HTTP.
"""
