"""First and last names of the people of the demonstration; nobody bears them together on purpose."""

FIRST_NAMES = (
    "Alice", "Rachid", "Nadia", "Luc", "Mei", "Jonas", "Odile", "Kevin", "Sarah", "Pascal", "Fatou", "Gilles",
    "Hélène", "Ibrahim", "Josée", "Karim", "Louise", "Mathieu", "Ngoc", "Olivier", "Patricia", "Roxane",
    "Samuel", "Thérèse", "Ulrick", "Valérie", "William", "Yasmine", "Zoé", "Bernard", "Chantal", "Diego",
    "Élise", "François", "Ginette", "Hugo", "Isabelle", "Jean-Guy", "Carole", "Marie-Ève",
)  # fmt: skip
LAST_NAMES = (
    "Gagnon", "Tremblay", "Nguyen", "Leblanc", "Haddad", "Morin", "Côté", "Diallo", "Fortin", "Bouchard",
    "Pelletier", "Arsenault", "Lapointe", "Cyr", "Benoit", "Charbonneau", "Desrosiers", "El Amrani",
    "Fournier", "Gauthier", "Hamel", "Joseph", "Kabongo", "Lefebvre", "Martineau", "Nadeau", "Ouellette",
    "Paquette", "Quirion", "Rodriguez", "St-Pierre", "Thibault", "Vachon", "Wong", "Boudreau", "Chevarie",
    "Daigle", "Landry", "Michaud", "Rousseau",
)  # fmt: skip
# Where other names are heard than elsewhere.
LOCAL_NAMES = {
    "992": (("Aani", "Jobie", "Lizzie", "Mark", "Sarah"), ("Annanack", "Gordon", "Saunders", "Tukkiapik")),
    "982": (("Angela", "Darlene", "Garland", "Harold", "Tina"), ("Beaudoin", "Dumaresq", "Jones", "Letto")),
    "010": (("Carmen", "Hubert", "Léonard", "Ghislaine"), ("Arseneau", "Cummings", "Thériault", "Vigneau")),
}
SCHOOL_TEAM = (
    "directrice d’école", "directeur adjoint", "secrétaire d’école", "régisseuse des loisirs",
    "responsable des ressources matérielles", "concierge de jour",
)  # fmt: skip
TOWN_TEAM = (
    "chef des travaux publics", "coordonnatrice des loisirs", "préposé à l’aréna", "bibliothécaire",
    "adjointe au greffe",
)  # fmt: skip
