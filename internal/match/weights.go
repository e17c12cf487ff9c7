package match

// Written by "dossier-lab train match"; docs/merging.md says from what.

// usualWords are the stems of words that many reports have, by how many: from one
// in fifty, one in twenty, one in ten, one in five on.
var usualWords = [UsualBands]string{
	`accept accident accidentall acting activ adding addition addres adds administrativ adult advanc advis agenc agre
aimed alarm alway anthon apparentl appropriat approv arrival asking assembl associat automatic autops avoid band
base becom beginn begun belong benefit best bett bill blam blast bodi boulevard broadcast brought bulletin busines
california calm care caught certain check christma christoph circumstanc citi civil clearl colleg commitment common
communication complet completel complex conclud conferenc confrontation consid constitution corn council coupl crash crisi
criticiz cros current dalla dangerou dark date deal decad decid declar deliver despit destruction develop development
dictatorship different difficult direct directl disclos discover discuss discussion division doctor document doesn drov
eith element employe ended enem enforcement engag enough ensur enterpris entranc everyon examin exchang exit
explain expres facilit factor fals fear fell femal filed final finall flee floor forward fought free futur giving
great gunman guns health hear heav highwa hill histor hood hope hostag houston hurl husband idea identif identit
implement indianapoli initial institution intelligenc intend interest intersection involvement jackson kind king lack
largest learn legal light likel line lived living location lost loud lying major majorit mann market mass material
matt mayor mechanism memorial mention messag metro metropolitan michael middl mile mind ministr miss mone monitor
motiv nation nationwid necessar normal northwest note noted ones ongo onlin operat opinion organiz overnight owned
owner paramedic parent particularl passag patrol pend period permanent phon plant pleas polic politician popular
possession prepar prevent previou prior probabl program progres promis prompt protection publicl punish punishment quit
rais rang rank reach real recall recentl referr regional regret religiou rememb report represent request residenc
resident resolv respect rest resum reut room round safet scar scott seat section seiz self send sent separat sergeant
seriousl shar shock short should shown similar simpl singl sitt small socialist societ solv sought spain speak speed
spott squad steal step stolen styl subject sure surpris surround surveillanc surviv tactic tear telephon tension
term togeth tonight total train truck true trust twic twitt unclear uniform unknown unleash urge urged victor view
violation voic vote wait wall warn warrant washington wasn wave wear will wish wrong zone`,
	`able acros activit additional address admitt affect afternoon aggravat alleg allegedl allianc allow along announc
apartment approach approximatel attend attention attorne availabl bank based battl becam behind black blood body break
bring burn calib campaign candidat captur carr carry chang chest child citizen clear clos coming comment commission
committ compan concern conduct confirm connect connection consider contact cops costa cover creat critical currentl
daught deadl decision defend defens degre demand democrac deput destroy detail detectiv determin director door
downtown drug earli economic effort eight election emergenc enter escap especiall establish even event evidenc expect
expert explosion express fact fail fath feel find firearm firing fled follow foot full furth gang gett girl give
good gray ground gunfir handgun hard headquart herself hold hous hundred hurt immediatel includ increas indicat
individual instead jail john join jose judg jump justic keep knew larg latest launch leav legitimat level link list
littl live load look lopez main making manag mark meanwhil measur medical meet minut moment multipl name nearb
neighbor network newspap occurr offensiv offer operation opposition participat pass paul peaceful percent plann
policemen position possibilit power present prison problem proces pronounc propert prosecutor protect provid publish
radio read reall reason recent recover regard relat relativ reportedl republican respons responsibilit responsibl
return reveal rifl road rush schedul scream seek seem seriou serv servic shortl sign sist social solution someth
soon south stand statement stay strik struck struggl student suffer suspiciou system taking team tell themselv
think thought thousand threaten throughout town transport treat treatment turn understand universit using vice
video violent visit want watch west wheth whit wife william witnes women word world york`,
	`accus action alread american anyon appear arriv asked assault attempt avenu away began believ bomb broth build
bullet call capital carri case caus cent central chief children church city civilian claim clash command communit
condition control court crim criminal custod damag dead describ didn district driv east estimat face fatal fatall fight
fire form friend general going guard gunshot half hand happen head heard held help high homicid hour identifi
incident information investigat investigation investigator involv issu know lead locat long male mean million minist
morn moth murder need neighborhood north numb open order park part peac person plac plan play point political
possibl post president presidential protest public pull question receiv record remain respond result right runn
school search securit seen sheriff show side site situation someon sourc start station stop stopp stor support talk
target teen teenag threat trial tried trying unit updat vehicl violenc walk weapon window witness woman young youth`,
	`area armed arrest attack back block charg continu count countr death department died famil fired forc found front
group home hospital injur insid kill life memb militar murd national night offic outsid releas scen shoot shot stat
street suspect victim work wound`,
}

// weights are how much each feature speaks for two signs being of one incident.
var weights = [FeatureCount]float64{
	Bias:        -2.195,
	SameDay:     1.381,
	NextDay:     1.242,
	SameMonth:   0.409,
	SameYear:    0.506,
	SoonTold:    1.189,
	MuchLater:   -2.149,
	OtherDays:   -2.500,
	OtherYear:   0.148,
	WorkedOut:   -2.107,
	DayAndTown:  0.116,
	Undated:     -0.594,
	SameCountry: 0.076,
	FarCountry:  -1.020,
	SameTown:    0.532,
	KnownPlace:  0.027,
	BothKnown:   1.706,
	OtherPlaces: -1.661,
	Unplaced:    0.871,
	SameKind:    0.129,
	OtherKinds:  -0.606,
	SameTarget:  0.967,
	SameToll:    0.233,
	OtherToll:   -0.218,
	SamePart:    1.272,
	NamedPart:   1.109,
	OtherParts:  -0.178,
	SamePeople:  1.933,
	SameBodies:  0.011,
	NamesShare:  1.827,
	Wording:     2.999,
	WordingHigh: 0.946,
	Wordless:    0.471,
}
