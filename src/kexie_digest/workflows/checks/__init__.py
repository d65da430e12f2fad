"""Looking things over: the machine (``doctor``) and finished PDFs (``preflight``)."""
