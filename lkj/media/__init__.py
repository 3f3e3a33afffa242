"""Evidence files made ready for the documents: photos and scans."""
