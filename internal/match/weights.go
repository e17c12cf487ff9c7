package match

// Written by "dossier-lab train match"; docs/merging.md says from what.

// usualWords are the stems of words that many reports have, by how many: from one
// in fifty, one in twenty, one in ten, one in five on.
var usualWords = [UsualBands]string{
	`absolutel accept accident accidental acting activ adding addres adds administrativ adult advanc advis agenc agre aimed
alarm alert alexand altercation alway ambulanc anthon apparent appropriat argument arrival asking associat autops
band becom bedroom benefit best bett bill blam blast board bodi boulevard boyfriend broadcast brought bureau
burglar busines cali california calm campaign cars caught cell check christma christoph circumstanc citi civil colleg
colo color common communication complet completel conferenc confront confrontation consid constitution copyright
corn council crash crimestopp crisi dalla dangerou date deal decad deceas decid deni denv description develop
development dies direct directl discharg discussion dispatch disturbanc division doesn domestic doubl drov eith email
employe encounter ended enforcement engag engine enough ensur entranc eskenazi event everybod everyon examin exchang
exit expres express facebook facilit farc fear fell felon filed final finall flee floor fort forward fought free
freewa frequentl futur gate girlfriend goes grenad guns haven health hear height highwa hill holida homeown hood
hope hospitaliz hostag houston hurl husband idea identif identit illinoi impd initial institution intend interior
jackson jason jefferson jone juvenil kind king knif lake lane largest lawy learn legal legall lett light likel line
lived living location lost loud lying major majorit mann mass material matt mayor memorial mention messag metro
metropolitan michael middl midnight mile miss mone monitor myself network normal northwest note noted occupant ones onlin
operat opinion organiz overnight owned owner paramedic parent patrol pend philadelphia photo physical pistol plant
pleas popular possession prepar previou prior probabl program promis prompt protection prov purchas pursu pursuit
quit race rais rang rank reach realiz recall recentl recov redistribut referr regional relativ religiou rememb
represent republican request reserv residenc resolv rest restaurant resum review rewritten robb robert room round safet
santa scar scott seat section self semi send sent separat shar shock shopp short should shown similar singl sitt
small socialist solv sought southeast southwest speak sped speed spott stabb steal step stolen storm styl subject
suppl sure surger surpris surveillanc tear term terrorism text threw thrown tips tonight toward truck true twic
twitt type uniform unknown urge urged victor view wait warn washington wasn wave will wish wpmt wrong zone`,
	`able accidentall acros addition additional address admitt affect afternoon aggravat alleg allegedl allianc along
american announc anonymou answ apparentl approach approximatel arcad attend attention attorne automatic availabl bank
based battl becam behind blood body bond bring broth burn calib candidat captur care carry chang chas chest chicago
chief child citizen clear clos cloth colombia coming comment commission committ compan complex concern condemn
conduct confirm connect connection consider cops costa coupl cover creat critical current currentl dark daught deadl
decision defend defens degre demand destroy detail director discover door downtown drug earli economic effort eight
election emergenc enter escap especiall establish even evidenc expect expert explain explod explosion explosiv fact
fail fath feel femal find firearm firing follow foot full furth gang gett girl give good governor gray great
ground gunfir gunman hard headquart herself hold hundred hurt immediatel includ increas indianapoli indicat
individual intersection jail john join jose judg jump justic keep kidnapp knew larg latest latino launch leav level link
list littl live load look lopez loved luis main making manag mark market measur medical meet milwauke ministr
minut moment motiv name nearb neighbor newspap northern offer ongo opposition pass passeng paul peaceful percent
phon plan plann polic policemen position possibilit power present presidential prevent prison problem proces
propert protect provid publish radio read reall reason rebel recent recover regard relat report reportedl resident
respons responsibilit return reveal rifl rush schedul scream secretar seek seem seriou serv servic sign sist social
solution someth soon sport stabl stand statement stay strik struck struggl student surround surviv suspiciou taking
team tell themselv think thought thousand throughout togeth total town traffic transport treat treatment turn
unclear understand universit using vice video violent visit want warrant watch wear weath west wheth wife william
witnes women word world york`,
	`accus action allow alread angel apartment appear arriv asked assault attempt away began believ black break build
bullet capital carri case caus cent central children church claim clash command communit condition contact control
coron court crim criminal custod damag deput describ detectiv determin didn district driv east estimat face fatal
fatall fight fire fled form friend general going guard half hand handgun head heard held help high hour hous
investigat investigator involv issu know lead locat long mean million minist moth multipl murder need neighborhood north
numb occurr open order park part peac plac play point political possibl post pronounc prosecutor protest public
pull question receiv record remain respond result right road robber runn school search seen sheriff shortl show
side site situation soldi someon sourc south start station stop stopp stor suffer support system talk target teen
teenag threat threaten trial tried trying unit updat vehicl violenc walk weapon whit window witness woman young`,
	`anyon area armed army arrest attack avenu back block bomb call charg city continu count countr dead death
department died famil fired forc found front group gunshot happen home homicid hospital identifi incident information
injur insid investigation kill life male memb militar morn murd national night offic outsid person releas scen
securit shoot shot stat street suspect titl victim work wound`,
}

// weights are how much each feature speaks for two signs being of one incident.
var weights = [FeatureCount]float64{
	Bias:         -2.209,
	SameDay:      1.607,
	NextDay:      1.311,
	SameMonth:    0.026,
	SameYear:     0.613,
	SoonTold:     0.686,
	ToldAtOnce:   0.575,
	MuchLater:    -1.496,
	OtherDays:    -2.500,
	OtherYear:    -0.142,
	WorkedOut:    -0.812,
	FreshDays:    -1.500,
	FreshWording: -1.500,
	LongApart:    -2,
	DayAndTown:   0.427,
	Undated:      -0.250,
	OtherClock:   -1.646,
	OtherDayPart: -0.335,
	FarCountry:   -0.751,
	SameTown:     0.593,
	SameSite:     0.210,
	KnownPlace:   0.118,
	BothKnown:    1.127,
	OtherPlaces:  -1.449,
	OtherStreets: -1.403,
	OtherSites:   -0.673,
	Unplaced:     0.365,
	OtherKinds:   -0.496,
	SameTarget:   1.026,
	SameToll:     0.559,
	OtherToll:    -0.124,
	OtherFigures: -0.126,
	SameDead:     2,
	SamePart:     2.588,
	NamedPart:    1.710,
	OtherVictims: -1.500,
	OtherAges:    -1.500,
	OtherPeople:  -0.278,
	SamePeople:   1.672,
	SameBodies:   0.209,
	SamePlaces:   0.053,
	NamesShare:   1.660,
	RunningStory: 0.700,
	Wording:      3.103,
	WordingHigh:  0.941,
	Wordless:     0.461,
}
