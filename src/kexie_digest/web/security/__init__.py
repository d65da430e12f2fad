"""What keeps the web safe: who may do what, forged requests, headers, sizes, cookies.

Takes requests, lets them through or raises :class:`guard.Refused`. Accounts, passwords and
sessions themselves are ``workflows.accounts``.
"""
