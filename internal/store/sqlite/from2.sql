-- What the matcher keeps, from layout 2 to layout 3.
INSERT INTO signs (report, sign) SELECT document << 16 | incident, sign FROM v2_signs ORDER BY document, incident;

INSERT OR IGNORE INTO links (report, weight, rank, other)
  SELECT l.document << 16 | l.incident, -l.score,
    iif((SELECT id FROM documents WHERE seq = l.document) < (SELECT id FROM documents WHERE seq = l.other), l.b, l.a),
    l.other << 16 | l.other_incident
  FROM v2_links l ORDER BY l.document, l.incident;

DROP TABLE v2_signs;
DROP TABLE v2_links;
