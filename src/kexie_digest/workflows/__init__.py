"""What the program does, one verb a module: collect, compose, publish, run, parse.

Workflows wire stages and the store together and decide nothing about text. They catch
errors per item, record them in the journal and go on with the rest.
"""
