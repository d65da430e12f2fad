"""The desk, the readers' pages and the API: HTTP in, workflows, HTML or JSON out.

Takes the Context, gives an application (``application.create_application``). Pages are
rendered on the server and work without scripts; ``async`` stays inside this package, and
nothing here knows the database.
"""
