"""A paper's words in other formats: HTML, DOCX and OFD; the PDF is drawn by reads.drawing."""
