"""The best sequence of classes: phases of an article, and the search through its readings."""
