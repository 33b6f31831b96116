"""Facts: what definitions count. A feed is a fact as it is; a derived fact is made from the rows of feeds."""
