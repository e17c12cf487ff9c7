// Package cue holds the words of the domain with the codes they speak for: kinds
// of violence, targets and weapons, and the words of what is no violence.
package cue

import "dossier/internal/extract"

// Hint is what a word or phrase tells about the kind of violence.
type Hint struct {
	Code   string  // incident type, "" for violence of no stated kind
	Weight float64 // how surely it speaks of deliberate violence
}

// Violence lists the words of the domain. Weights were set by hand: 3 and more
// for words that hardly mean anything else, 2 for words that often do, 1 for
// words that need company.
var Violence = extract.NewPhrases([]extract.Phrase[Hint]{
	{Words: "shooting|shootings|gunned down|shooting spree|drive-by", Value: Hint{"shooting", 3}},
	{Words: "opened fire|open fire|opening fire|opens fire|shot dead|shot and killed|fatally shot|exchange of fire|gunfire", Value: Hint{"shooting", 3}},
	{Words: "small arms fire|small-arms fire|came under fire|under effective fire|by saf|effective saf|under saf|saf attack|saf ambush|saf engagement|saf and rpg|saf/rpg|rpg and saf|sniper fire|were fired on|was fired on|shots were fired|rounds fired", Value: Hint{"shooting", 3}},
	{Words: "fired at|fired on|fired shots|fired several|live round|live ammunition|shot|shoot|shoots|gunman|gunmen|shooter|shooters|sniper|snipers|gunshot|gunshots", Value: Hint{"shooting", 2}},
	{Words: "bombing|bombings|bombed|car bomb|car bombs|truck bomb|vbied|improvised explosive device|ied|roadside bomb|explosive device|explosive devices|ieds|rcied|cwied|vpied|vbieds|mine strike|ied strike|landmine|land mine|improvised mine|improvised mines|anti-personnel mine|anti-tank mine|command wire", Value: Hint{"bombing", 3}},
	{Words: "bomb|bombs|blew up|blown up|blow up|blowing up|dynamited|detonated|detonate|detonating|detonation|explosives|blast|blasts", Value: Hint{"bombing", 2}},
	{Words: "bomber|bombers|explosion|explosions|exploded|explode|went off", Value: Hint{"bombing", 1}},
	{Words: "suicide bombing|suicide bombings|suicide bomber|suicide bombers|suicide attack|suicide attacks|suicide attacker|suicide vest|svbied|svbieds|sbied|pbied|blew himself up|blew herself up|blew themselves up", Value: Hint{"suicide_bombing", 4}},
	{Words: "stabbing|stabbings|stabbed|knife attack|knife attacks|knifed|knifeman", Value: Hint{"stabbing", 3}},
	{Words: "stab|stabs|knife-wielding|hacked", Value: Hint{"stabbing", 2}},
	{Words: "vehicle-ramming|vehicle ramming|car ramming|rammed into|drove into|ploughed into|plowed into|mowed down|ran over pedestrians|vehicle attack|truck attack", Value: Hint{"vehicle_ramming", 3}},
	{Words: "arson|arson attack|torched|firebombed|fire-bombed|firebombing|set ablaze|molotov cocktail|molotov cocktails|petrol bomb|petrol bombs", Value: Hint{"arson", 2.5}},
	{Words: "set fire to|set on fire|setting fire to|set alight", Value: Hint{"arson", 1.5}},
	{Words: "rocket attack|rocket attacks|rocket fire|mortar attack|mortar attacks|mortar fire|grenade attack|missile attack|missile strike|drone attack|drone strike|rocket-propelled grenade|rocket-propelled grenades|rpg|rpgs|shelling|shelled|air strike|airstrike|air strikes|airstrikes|idf attack|idf impact|idf impacted|idf rounds|idf siren|rounds idf|struck by a missile|hit by a missile|struck by a rocket|hit by a rocket|struck by a projectile|unknown projectile|anti-ship missile|drone boat", Value: Hint{"explosive_attack", 3}},
	{Words: "missile|missiles|rockets|mortars|grenade|grenades|mortar|indirect fire", Value: Hint{"explosive_attack", 1.5}},
	{Words: "kidnapping|kidnappings|kidnapped|kidnappers|kidnapper|kidnap|abduction|abductions|abducted|abductors", Value: Hint{"kidnapping", 3}},
	{Words: "hostage|hostages|hostage-taking|hostage taking|hostage crisis|hostage-takers", Value: Hint{"hostage_taking", 3}},
	{Words: "held captive|holding captive|captors", Value: Hint{"hostage_taking", 2}},
	{Words: "hijacking|hijackings|hijacked|hijackers|hijacker|hijack", Value: Hint{"hijacking", 3}},
	{Words: "assassination|assassinated|assassin|assassins|assassinate|assassination attempt", Value: Hint{"assassination", 3.5}},
	{Words: "stormed|storming|storm the|overran|ransacked|broke into|broken into|scaled the|breached the|breach of the", Value: Hint{"storming", 2}},
	{Words: "mob|mobs|breached|breach|besieged", Value: Hint{"storming", 1}},
	{Words: "vandalism|vandalised|vandalized|vandals|defaced|desecrated", Value: Hint{"vandalism", 3}},
	{Words: "repel|repels|repelled|repulsed|fierce encounter|fierce battle|heavy fighting|clash|clashes|clashed|gun battle|gunbattle|firefight|shootout|shoot-out|skirmish|riot|riots|rioting|brawl|street fighting", Value: Hint{"clash", 2}},
	{Words: "chemical attack|gas attack|acid attack|nerve agent|sarin|poison gas|poisoned", Value: Hint{"chemical", 3}},
	{Words: "letter bomb|letter bombs|letter-bomb|parcel bomb|parcel bombs|package bomb|package bombs|mail bomb|mail bombs|pipe bombs in the mail", Value: Hint{"letter_bomb", 4}},
	{Words: "attack|attacks|attacked|attacking|assault|assaulted|ambush|ambushes|ambushed|ambushing", Value: Hint{"", 2}},
	{Words: "attacker|attackers|assailant|assailants|militant|militants|extremist|extremists|insurgent|insurgents|perpetrator|perpetrators", Value: Hint{"", 1.5}},
	{Words: "terrorist|terrorists|terrorism|terror|massacre|massacred|murder|murdered|murders|slain|slayings|beheaded|lynched|executed", Value: Hint{"", 2}},
	{Words: "claimed responsibility|claims responsibility|claim of responsibility|claiming responsibility|was behind the explosions|was behind the blasts|were behind the blasts|ran amok|run amok|running amok|went on a rampage|shooting rampage|killing spree|strangled|throttled|raped|gang-raped|sexually assaulted|smothered|mutilated|dismembered", Value: Hint{"", 2}},
	{Words: "beaten to death|bludgeoned to death|stoned to death|kicked to death|clubbed to death|strangled to death|battered to death", Value: Hint{"", 2.5}},
	{Words: "killing|killings|robbed|robbery|robberies|robbers|looted|looting", Value: Hint{"", 1}},
	{Words: "armed robbery|armed robberies|armed robber|armed robbers|armed men|armed group|armed gang|masked men|at gunpoint|pirates|piracy|armed boarders|armed persons|boarded the vessel|boarded the tanker|boarded the ship|carjacking|carjacked|carjackers", Value: Hint{"", 2}},
	{Words: "violence|violent|victims|killed|wounded|injured|casualties|kia|wia|ekia", Value: Hint{"", 0.5}},
})

// Otherwise lists words of what is no deliberate violence: accidents, nature,
// sport, fiction. The code names the kind.
var Otherwise = extract.NewPhrases([]extract.Phrase[Hint]{
	{Words: "film|movie|comedy|directed by|director|starring|screenplay|novel|plot|box office|episode|sitcom|tv series|video game|album|fictional|screenwriter|cinema|remake|soundtrack|protagonist", Value: Hint{"fiction", 2}},
	{Words: "match|tournament|league|scored|half-time|halftime|championship|cup final|quarterfinal|semi-final|semifinal|coach|fly-half|rugby|football club|goalkeeper|midfielder|wickets|innings|olympic games|medal|season opener|premiership|striker|strikers|winger|wingers|midfield|equaliser|equalizer|stoppage time|extra time|goalless|own goal|free kick|unbeaten|first half|second half|hat-trick|offside|kick-off|st minute|nd minute|rd minute|th minute|1st minute|2nd minute|full-back|centre-back|quarterback|touchdown|home run|playoffs|grand slam", Value: Hint{"sport", 2}},
	{Words: "the storm|a storm|storms", Value: Hint{"nature", 4}},
	{Words: "hackers|hacker|ransomware|malware|cyberattack|cyber-attack|cyberattacks|phishing|data breach", Value: Hint{"a crime on computers", 6}},
	{Words: "the film tells|film tells|the film follows|film follows|novel tells|novel follows|series tells|series follows|thriller|the play tells|in the film|in the novel|film about|novel about", Value: Hint{"fiction", 5}},
	{Words: "thunderstorm|thunderstorms|lightning|gale|gales|mudslide|mudslides|torrential rain|earthquake|magnitude|tremor|aftershock|aftershocks|tsunami|hurricane|typhoon|cyclone|tornado|volcano|eruption|landslide|avalanche|flood|flooding|floods|drought|wildfire|wildfires|forest fire|bushfire|bushfires|seismic|richter", Value: Hint{"nature", 3}},
	{Words: "accident|accidental|crash|crashes|pileup|pile-up|collapses|overturns|overturned|runway|airliner crash|building collapse|accidentally|collided|collision|crashed|derailed|derailment|capsized|gas leak|malfunction|faulty|short circuit|fire safety|safety violations|firefighters|fire brigade|negligence|smoke inhalation|carbon monoxide", Value: Hint{"accident", 2}},
	{Words: "lion|lions|tiger|bear|shark|crocodile|elephant|mauled|animal|zoo", Value: Hint{"animal", 2}},
	{Words: "outbreak|virus|pandemic|epidemic|vaccine|infection|infections", Value: Hint{"illness", 2}},
	{Words: "exercise exercise|exercise exercise exercise|exercise play|simulated|role players|no duff|training exercise|table-top exercise|tabletop exercise|emergency drill|evacuation drill|fire drill|simulation exercise", Value: Hint{"an exercise", 4}},
	{Words: "hoax|false alarm|determined to be a hoax|bomb hoax|hoax call|all clear|nothing was found|nothing suspicious was found|no device was found|no explosives were found|found to be harmless|harmless object", Value: Hint{"a false alarm", 3}},
	{Words: "travel advice|travel advisory|still current at|cannot be ruled out|can not be ruled out|exercise caution|exercise increased caution|exercise normal precautions|entry requirements|all but essential travel|you should avoid|reconsider travel|travel insurance", Value: Hint{"travel advice", 2}},
	{Words: "quarterly report|first quarter|second quarter|third quarter|fourth quarter|same period of|same period in|same period last year|statistics|year-on-year|monthly summary|annual report|crime figures|compared with the previous", Value: Hint{"figures over a time", 3}},
	{Words: "aerial bomb|wartime bomb|unexploded bomb|unexploded wartime|wartime ordnance|unexploded ordnance|bomb disposal range|second world war bomb|world war ii bomb|wwii bomb|controlled demolition", Value: Hint{"old ordnance", 4}},
	{Words: "election results|parliamentary vote|budget|inflation|stock market|shares|profits", Value: Hint{"public life", 1.5}},
})

// Thing is what a word tells of a target or weapon.
type Thing struct {
	Kind   string
	Weight float64
}

// Targets lists words for what is attacked.
var Targets = extract.NewPhrases([]extract.Phrase[Thing]{
	{Words: "embassy|embassies|consulate|consulates|consulate general|diplomatic mission|diplomatic missions|diplomatic post|chancery|diplomat|diplomats|ambassador|ambassadors|diplomatic facility|diplomatic facilities|diplomatic compound", Value: Thing{"diplomatic", 2}},
	{Words: "mosque|mosques|church|churches|cathedral|shrine|cemetery|graveyard|graves|chapel|seminary|convent|temple|synagogue|monastery|worshippers|worshipers|congregation|pilgrims|priest|imam|mass", Value: Thing{"religious", 2}},
	{Words: "school|schools|university|college|nursery|teacher|teachers|classmates|hostel|day-care centre|madrasa|academy|students|pupils|kindergarten|campus|classroom", Value: Thing{"education", 1.5}},
	{Words: "hotel|hotels|restaurant|guest house|guesthouse|petrol station|gas station|filling station|cash machine|sugar mill|law firm|warehouse|bakery|barber shop|pharmacy|workshop|office block|cafe|café|cafeteria|bar|nightclub|shop|store|supermarket|mall|shopping centre|shopping center|market|marketplace|bank|superstore|casino|shoppers|pub|employees|factory|gold mine|mining company|mine site|office complex|hotel complex|trade office|bazaar|currency exchange|jewellery shop|oil company", Value: Thing{"business", 1.5}},
	{Words: "metro|subway|train|trains|bus|buses|railway|railway station|train station|station|airport|airliner|airplane|aircraft|flight|ferry|commuters|passengers|metro station|bus station|tram|vessel|vessels|tanker|tankers|bulk carrier|merchant ship|merchant vessel|container ship|cargo ship|cargo vessel|fishing boat|fishing vessel|supply vessel|ship|ships|seafarers|freight train|minibus|coach|airfield|railway line|rail track", Value: Thing{"transport", 1.5}},
	{Words: "police station|police headquarters|headquarters of the police|headquarters of the provincial police|provincial police|border police|police officers|policemen|police post|police academy|police convoy|police vehicle|police checkpoint|police patrol|police bus|police recruits|police trainees|police cadets|police training centre|ip checkpoint|ip patrol|anp checkpoint|anp patrol|anp convoy|anp post|criminal investigation department", Value: Thing{"police", 1.5}},
	{Words: "soldiers|troops|convoy|military base|army base|barracks|military vehicle|military convoy|military personnel|naval base|servicemen|service members|military academy|checkpoint|foot patrol|mobile patrol|army patrol|military patrol|ana patrol|ana checkpoint|ana convoy|border guards|border post|army unit|military unit|logistics convoy|troop convoy|army camp|outpost|forward operating base|fob", Value: Thing{"military", 1.5}},
	{Words: "parliament|ministry|government building|government buildings|town hall|city hall|mayor|minister|president|prime minister|governor|senator|lawmaker|mp|congressman|congresswoman|courthouse|government offices|government office|politician|councillor|judge", Value: Thing{"government", 1.2}},
	{Words: "journalist|journalists|editor|columnist|newspaper office|weekly|broadcaster|reporter|reporters|newspaper|newsroom|television station|radio station|photojournalist|magazine", Value: Thing{"media", 1.2}},
	{Words: "ngo|ngos|aid group|relief agency|charity|ingo|ingos|ngo staff|ngo vehicle|un convoy|un vehicle|un vehicles|aid convoy|relief convoy|health convoy|humanitarian convoy|food convoy|deminer|deminers|demining team|humanitarian worker|humanitarian staff|un staff|un peacekeepers|un peacekeeper|peacekeeper|united nations peacekeepers|aid workers|aid worker|aid agency|un compound|united nations compound|relief workers|red cross|unhcr|humanitarian workers|peacekeepers", Value: Thing{"aid", 1.5}},
	{Words: "hospital|hospitals|clinic|ambulance|medical centre|doctors", Value: Thing{"health", 0.8}},
	{Words: "rally|campaign rally|election rally|candidate|party headquarters|party office|campaign office|youth camp", Value: Thing{"political", 1.2}},
	{Words: "pylon|pylons|power line|power lines|substation|transmission tower|pipeline|power station|power plant|power grid|electricity|oil facility|refinery|dam|telecommunications", Value: Thing{"utility", 1.2}},
	{Words: "tourists|tourist|holidaymakers|sightseers|resort|beach resort", Value: Thing{"tourist", 1}},
	{Words: "people|women|children|civilians|civilian|pedestrians|bystanders|passers-by|passersby|crowd|spectators|runners|marathon|residents|villagers|shoppers|concert|concertgoers|revellers|festival|athletes|teenagers|protesters|couple|family|villager|innocent people|commuters", Value: Thing{"civilians", 1}},
	{Words: "author|writer|novelist|singer|artist|businessman|activist|lawyer|blogger", Value: Thing{"person", 1}},
})

// Weapons lists words for means.
var Weapons = extract.NewPhrases([]extract.Phrase[Thing]{
	{Words: "gun|guns|rifle|rifles|pistol|pistols|revolver|handgun|handguns|shotgun|shotguns|firearm|firearms|kalashnikov|kalashnikovs|kalashnikov rifle|kalashnikov rifles|ak-47|ak-47s|ak-47 rifle|assault rifle|assault rifles|automatic rifle|automatic rifles|automatic weapon|automatic weapons|machine gun|machine guns|machine-gun|submachine gun|submachine guns|semi-automatic rifle|semi-automatic weapon|small arms|small arms fire|saf|hmg|pkm|dshk|m16|m4|ak47|aks|ar-15|ar-15s|ar-15 rifle|glock|glocks|semiautomatic|semi-automatic|semi-automatic handgun|semi-automatic pistol|semiautomatic handgun|semiautomatic pistol|semiautomatic rifle|sawed-off shotgun|carbine|duty weapon|service weapon|live ammunition|live round", Value: Thing{"firearm", 2}},
	{Words: "gunman|gunmen|gunfire|opened fire|shot dead|shot and killed|fatally shot", Value: Thing{"firearm", 1}},
	{Words: "car bomb|car bombs|truck bomb|truck bombs|vbied|vbieds|svbied|svbieds|vehicle bomb|vehicle-borne improvised explosive device|vehicle borne improvised explosive device|explosive-laden vehicle|explosives-laden vehicle|explosive-laden car|explosives-laden truck|explosives-laden car|bomb-laden truck|suicide car bomb|suicide car bombing|car bombing|truck bombing|truck packed with explosives|car packed with explosives|vehicle packed with explosives|motorcycle bomb", Value: Thing{"vehicle_bomb", 3}},
	{Words: "suicide vest|suicide vests|explosive vest|explosive vests|suicide belt|explosive belt|explosives belt", Value: Thing{"suicide_vest", 2}},
	{Words: "bomb|bombs|explosive|explosives|explosive device|explosive devices|improvised explosive device|improvised explosive devices|ied|ieds|rcied|cwied|vpied|pbied|improvised mine|improvised mines|anti-personnel mine|anti-tank mine|dynamite|tnt|c4|c-4|landmine|land mine|mine|pipe bomb|pipe bombs|pressure cooker bomb|pressure cooker bombs|nail bomb|time bomb|bombing|bombings|bomber|bombers", Value: Thing{"explosive", 1.5}},
	{Words: "grenade|grenades|hand grenade|hand grenades", Value: Thing{"grenade", 2}},
	{Words: "rocket|rockets|missile|missiles|mortar|mortars|mortar shells|mortar rounds|rocket-propelled grenade|rocket-propelled grenades|rpg|rpgs|artillery|rpg-7|indirect fire", Value: Thing{"rocket", 2}},
	{Words: "drone|drones|unmanned aerial vehicle|uav", Value: Thing{"drone", 2}},
	{Words: "knife|knives|machete|machetes|axe|sword|dagger|blade|kitchen knife|hatchet|cleaver|meat cleaver|box cutter|penknife", Value: Thing{"knife", 2}},
	{Words: "petrol bomb|petrol bombs|molotov cocktail|molotov cocktails|firebomb|firebombs|incendiary device|incendiary devices|gasoline|petrol|flammable liquid|accelerant|gas cylinder|gas canister", Value: Thing{"incendiary", 1.5}},
	{Words: "poison|sarin|nerve agent|acid|cyanide|ricin|novichok|chlorine gas|chlorine|mustard gas|anthrax", Value: Thing{"chemical", 2}},
	{Words: "baseball bat|bat|hammer|iron bar|iron bars|club|clubs|baton|sticks|truncheon|metal pipe|metal pipes", Value: Thing{"blunt", 1}},
	{Words: "letter bomb|letter bombs|parcel bomb|parcel bombs|package bomb|package bombs|mail bomb|mail bombs|letter-bomb|parcel-bomb", Value: Thing{"letter_bomb", 3}},
	{Words: "stones|rocks|bricks|bottles", Value: Thing{"stones", 1}},
})
