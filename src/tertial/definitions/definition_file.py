"""What a region's indicator files and the library's have in common for those who read them."""

from __future__ import annotations

from tertial.definitions.document import Document
from tertial.definitions.schema.indicator import IndicatorFile, LibraryFile

DefinitionFile = IndicatorFile | LibraryFile
DefinitionDocument = Document[IndicatorFile] | Document[LibraryFile]
