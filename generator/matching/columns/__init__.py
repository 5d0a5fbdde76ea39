"""All matches of a federation at once, on numpy's arrays: the same as `weighing.Scale` says of pairs, sooner."""
