"""The page as it is seen: lines, their shapes, what they share, measures over all of them."""
