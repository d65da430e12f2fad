"""Who may work at the desk: accounts, passwords, sign-in with throttling, sessions.

Takes names, passwords and cookies, gives Users; it knows nothing of HTTP.
"""
