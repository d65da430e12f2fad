"""What readers see: published editions, their files, what can be found in them.

Takes the Context and what a page asks for, gives values to show. Everything comes from
editions as they were published: drafts and texts that rights keep back are not in them.
"""
