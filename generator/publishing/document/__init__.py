"""The programme of a year as a document to hand out: records to plain values, and those to a PDF."""
