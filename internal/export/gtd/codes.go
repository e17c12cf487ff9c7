package gtd

import "slices"

// code is one code of the database with its label.
type code struct {
	n    int
	text string
}

// attackTypes are the types of attack; a vehicle and a chemical are neither
// explosive, firearm, fire nor blade, so they are unarmed by its definition.
var attackTypes = map[string]code{
	"assassination":    {1, "Assassination"},
	"shooting":         {2, "Armed Assault"},
	"stabbing":         {2, "Armed Assault"},
	"clash":            {2, "Armed Assault"},
	"bombing":          {3, "Bombing/Explosion"},
	"suicide_bombing":  {3, "Bombing/Explosion"},
	"explosive_attack": {3, "Bombing/Explosion"},
	"letter_bomb":      {3, "Bombing/Explosion"},
	"hijacking":        {4, "Hijacking"},
	"hostage_taking":   {5, "Hostage Taking (Barricade Incident)"},
	"kidnapping":       {6, "Hostage Taking (Kidnapping)"},
	"arson":            {7, "Facility/Infrastructure Attack"},
	"storming":         {7, "Facility/Infrastructure Attack"},
	"vandalism":        {7, "Facility/Infrastructure Attack"},
	"vehicle_ramming":  {8, "Unarmed Assault"},
	"chemical":         {8, "Unarmed Assault"},
}

// hierarchy is which of several types comes first.
var hierarchy = []int{1, 4, 6, 5, 3, 2, 8, 7, 9}

var targetTypes = map[string]code{
	"business":   {1, "Business"},
	"government": {2, "Government (General)"},
	"political":  {2, "Government (General)"},
	"police":     {3, "Police"},
	"military":   {4, "Military"},
	"diplomatic": {7, "Government (Diplomatic)"},
	"education":  {8, "Educational Institution"},
	"media":      {10, "Journalists & Media"},
	"aid":        {12, "NGO"},
	"health":     {1, "Business"}, // the subtype Medical/Pharmaceutical lies there
	"civilians":  {14, "Private Citizens & Property"},
	"person":     {14, "Private Citizens & Property"},
	"religious":  {15, "Religious Figures/Institutions"},
	"tourist":    {18, "Tourists"},
	"transport":  {19, "Transportation"},
	"utility":    {21, "Utilities"},
}

var weaponTypes = map[string]code{
	"chemical":     {2, "Chemical"},
	"firearm":      {5, "Firearms"},
	"explosive":    {6, "Explosives"},
	"vehicle_bomb": {6, "Explosives"},
	"suicide_vest": {6, "Explosives"},
	"grenade":      {6, "Explosives"},
	"rocket":       {6, "Explosives"},
	"drone":        {6, "Explosives"},
	"letter_bomb":  {6, "Explosives"},
	"incendiary":   {8, "Incendiary"},
	"knife":        {9, "Melee"},
	"blunt":        {9, "Melee"},
	"stones":       {9, "Melee"},
	"vehicle":      {10, "Vehicle (not to include vehicle-borne explosives, i.e., car or truck bombs)"},
	"other":        {12, "Other"},
}

func addCode(list []code, c code) []code {
	if c.n == 0 || slices.Contains(list, c) {
		return list
	}
	return append(list, c)
}
