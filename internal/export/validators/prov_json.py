"""Reads PROV-JSON with the reference implementation, and prints what is wrong."""
import sys

from prov.model import ProvActivity, ProvAgent, ProvDerivation, ProvDocument, ProvEntity

doc = ProvDocument.deserialize(sys.argv[1], format="json")
again = ProvDocument.deserialize(content=doc.serialize(format="json"), format="json")
if doc != again:
    print("prov: read, written and read again it is another document")
for kind in (ProvEntity, ProvActivity, ProvAgent, ProvDerivation):
    if not list(doc.get_records(kind)):
        print(f"prov: no {kind.__name__}")
known = {r.identifier for kind in (ProvEntity, ProvActivity, ProvAgent) for r in doc.get_records(kind)}
for r in doc.get_records():
    if r.is_relation():
        for _, value in r.formal_attributes:
            if hasattr(value, "namespace") and value not in known:
                print(f"prov: {r} points at {value}, which is not there")
doc.serialize(format="rdf", rdf_format="turtle")
