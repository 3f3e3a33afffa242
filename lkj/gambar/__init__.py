"""The figures of the report, drawn from its data: trees of boxes and charts."""
