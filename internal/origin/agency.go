package origin

import (
	"strings"

	"dossier/internal/name"
)

// agencyTable are news agencies with their seats: the name that is shown, the
// country, other names.
const agencyTable = `
Reuters|GB|Thomson Reuters
AFP|FR|Agence France-Presse|Agence France Presse
AP|US|Associated Press
UPI|US|United Press International
Bloomberg|US
Xinhua|CN|New China News Agency
TASS|RU|ITAR-TASS|Itar Tass
RIA Novosti|RU|RIA
Interfax|RU
Sputnik|RU
EFE|ES|Agencia EFE|ACAN-EFE
Europa Press|ES
dpa|DE|Deutsche Presse-Agentur
ANSA|IT|Adnkronos
PA Media|GB|Press Association|PA
AAP|AU|Australian Associated Press
Canadian Press|CA
Kyodo|JP|Kyodo News
Jiji Press|JP|Jiji
Yonhap|KR
KCNA|KP
PTI|IN|Press Trust of India
ANI|IN|Asian News International
IANS|IN|Indo-Asian News Service
UNI|IN|United News of India
APP|PK|Associated Press of Pakistan
BSS|BD
Pajhwok|AF|Pajhwok Afghan News
Khaama Press|AF
IRNA|IR|Islamic Republic News Agency
ISNA|IR|Iranian Students News Agency
Fars|IR|Fars News
Tasnim|IR|Tasnim News
Mehr|IR|Mehr News
Anadolu|TR|Anadolu Agency|Anadolu Ajansi
DHA|TR|Dogan News Agency|Demiroren News Agency
APA|AZ|Azeri Press Agency
Azertac|AZ|Azerbaijan State News Agency
Trend|AZ
Turan|AZ
Armenpress|AM
SANA|SY|Syrian Arab News Agency
INA|IQ|Iraqi News Agency|NINA
MENA|EG|Middle East News Agency
SPA|SA|Saudi Press Agency
WAM|AE|Emirates News Agency
QNA|QA|Qatar News Agency
KUNA|KW|Kuwait News Agency
Petra|JO|Petra News Agency
NNA|LB|National News Agency
WAFA|PS
Maan|PS|Ma'an
Saba|YE
LANA|LY
TAP|TN|Tunis Afrique Presse
APS|DZ|Algerie Presse Service
MAP|MA|Maghreb Arabe Presse
NAN|NG|News Agency of Nigeria
SONNA|SO
Bernama|MY
Antara|ID
PNA|PH|Philippine News Agency
VNA|VN|Vietnam News Agency
CNA|TW|Central News Agency
Ukrinform|UA
UNIAN|UA
Interfax-Ukraine|UA
BelTA|BY
BNS|LT|Baltic News Service
PAP|PL|Polish Press Agency
CTK|CZ
MTI|HU
Agerpres|RO
BTA|BG
Tanjug|RS
HINA|HR
ANP|NL
Belga|BE
Keystone-SDA|CH|SDA|ATS
NTB|NO
Ritzau|DK
STT|FI
Notimex|MX
Prensa Latina|CU
Telam|AR
Inter Press Service|IT|IPS
Kazinform|KZ
AKIpress|KG
Agencia Brasil|BR
`

// agencies lead from folded names to the agency, seats from the agency to its
// country.
var agencies, seats = readAgencies(agencyTable)

func readAgencies(table string) (agencies, seats map[string]string) {
	agencies, seats = map[string]string{}, map[string]string{}
	for _, line := range strings.Split(strings.TrimSpace(table), "\n") {
		f := strings.Split(line, "|")
		seats[f[0]] = f[1]
		agencies[name.Fold(f[0])] = f[0]
		for _, n := range f[2:] {
			agencies[name.Fold(n)] = f[0]
		}
	}
	return agencies, seats
}
