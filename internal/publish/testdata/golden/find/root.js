dossier.got("root",{"records":5,"rowsOf":200,"terms":["0"],"words":[0]});
