"""Scripts that measure; none of them is needed to run the product."""
