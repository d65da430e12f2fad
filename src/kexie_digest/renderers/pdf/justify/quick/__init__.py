"""What changes nothing but the time a bulletin takes: each gives what WeasyPrint's own function would."""
