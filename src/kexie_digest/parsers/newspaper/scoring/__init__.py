"""The learned scorer: features of short lines, and the weights generated pages taught them."""
