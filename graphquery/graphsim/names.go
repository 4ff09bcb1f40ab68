package graphsim

// name is a name as it is written and as it goes into an address.
type name struct{ shown, ascii string }

// naming is how one language writes names.
type naming struct {
	language      string
	given, family []name
	familyFirst   bool
	separator     string
}

func (n *naming) join(given, family string) string {
	if n.familyFirst {
		given, family = family, given
	}
	return given + n.separator + family
}

// pairs reads names as they are written, each followed by its address form.
func pairs(words ...string) []name {
	all := make([]name, 0, len(words)/2)
	for i := 0; i+1 < len(words); i += 2 {
		all = append(all, name{words[i], words[i+1]})
	}
	return all
}

// names has the common languages more than once: they are picked evenly.
var names = []*naming{&english, &german, &english, &french, &spanish, &english, &polish, &czech, &english, &japanese,
	&chinese, &arabic, &greek, &hindi, &english, &german, &korean, &ukrainian, &turkish, &nordic}

var english = naming{"en-US",
	pairs("Anna", "anna", "Ben", "ben", "Chloe", "chloe", "Daniel", "daniel", "Emma", "emma", "Grace", "grace", "Henry", "henry",
		"Isla", "isla", "Jack", "jack", "Janet", "janet", "Liam", "liam", "Megan", "megan", "Noah", "noah", "Olivia", "olivia", "Sam", "sam"),
	pairs("Adams", "adams", "Baker", "baker", "Carter", "carter", "Evans", "evans", "Foster", "foster", "Hughes", "hughes", "Kelly", "kelly",
		"Lewis", "lewis", "Morgan", "morgan", "O'Brien", "obrien", "O'Neill", "oneill", "Price", "price", "Turner", "turner", "Walker", "walker"),
	false, " "}

var german = naming{"de-DE",
	pairs("Jürgen", "juergen", "Käthe", "kaethe", "Lukas", "lukas", "Mia", "mia", "Björn", "bjoern", "Sören", "soeren", "Lena", "lena", "Jan", "jan"),
	pairs("Müller", "mueller", "Weiß", "weiss", "Schäfer", "schaefer", "Köhler", "koehler", "Groß", "gross", "Wagner", "wagner", "Becker", "becker"),
	false, " "}

var french = naming{"fr-FR",
	pairs("Zoé", "zoe", "François", "francois", "Hélène", "helene", "Jérôme", "jerome", "Noël", "noel", "Camille", "camille"),
	pairs("Lefèvre", "lefevre", "Dubois", "dubois", "Garçon", "garcon", "Bérenger", "berenger", "Moreau", "moreau"),
	false, " "}

var spanish = naming{"es-ES",
	pairs("José", "jose", "María", "maria", "Íñigo", "inigo", "Begoña", "begona", "Lucía", "lucia", "Javier", "javier"),
	pairs("Núñez", "nunez", "García", "garcia", "Ibáñez", "ibanez", "Peña", "pena", "Ruiz", "ruiz"),
	false, " "}

var polish = naming{"pl-PL",
	pairs("Łukasz", "lukasz", "Małgorzata", "malgorzata", "Zbigniew", "zbigniew", "Agnieszka", "agnieszka"),
	pairs("Wójcik", "wojcik", "Żak", "zak", "Dąbrowski", "dabrowski", "Świątek", "swiatek"),
	false, " "}

var czech = naming{"cs-CZ",
	pairs("Jiří", "jiri", "Tomáš", "tomas", "Zdeňka", "zdenka", "Lukáš", "lukas"),
	pairs("Dvořák", "dvorak", "Novotný", "novotny", "Růžička", "ruzicka", "Král", "kral"),
	false, " "}

var japanese = naming{"ja-JP",
	pairs("太郎", "taro", "花子", "hanako", "健一", "kenichi", "美咲", "misaki", "さくら", "sakura"),
	pairs("佐藤", "sato", "鈴木", "suzuki", "高橋", "takahashi", "渡辺", "watanabe", "山本", "yamamoto"),
	true, " "}

var chinese = naming{"zh-CN",
	pairs("伟", "wei", "芳", "fang", "秀英", "xiuying", "建国", "jianguo", "小明", "xiaoming"),
	pairs("王", "wang", "李", "li", "张", "zhang", "陈", "chen", "欧阳", "ouyang"),
	true, ""}

var korean = naming{"ko-KR",
	pairs("민준", "minjun", "서연", "seoyeon", "지훈", "jihoon", "하은", "haeun"),
	pairs("김", "kim", "이", "lee", "박", "park", "최", "choi"),
	true, ""}

var arabic = naming{"ar-SA",
	pairs("محمد", "mohammed", "فاطمة", "fatima", "أحمد", "ahmed", "ليلى", "layla"),
	pairs("الحسن", "alhassan", "النجار", "alnajjar", "منصور", "mansour", "خليل", "khalil"),
	false, " "}

var greek = naming{"el-GR",
	pairs("Γιώργος", "giorgos", "Ελένη", "eleni", "Νίκος", "nikos"),
	pairs("Παπαδόπουλος", "papadopoulos", "Νικολάου", "nikolaou", "Αλεξίου", "alexiou"),
	false, " "}

var hindi = naming{"hi-IN",
	pairs("आरव", "aarav", "प्रिया", "priya", "अनिल", "anil"),
	pairs("शर्मा", "sharma", "पटेल", "patel", "सिंह", "singh"),
	false, " "}

var ukrainian = naming{"uk-UA",
	pairs("Олена", "olena", "Дмитро", "dmytro", "Юлія", "yuliia"),
	pairs("Шевченко", "shevchenko", "Коваль", "koval", "Бойко", "boiko"),
	false, " "}

var turkish = naming{"tr-TR",
	pairs("İbrahim", "ibrahim", "Ayşe", "ayse", "Çağla", "cagla", "Işıl", "isil"),
	pairs("Yılmaz", "yilmaz", "Öztürk", "ozturk", "Şahin", "sahin"),
	false, " "}

var nordic = naming{"nb-NO",
	pairs("Åse", "aase", "Øyvind", "oeyvind", "Þóra", "thora", "Mikkel", "mikkel"),
	pairs("Sørensen", "soerensen", "Åkesson", "aakesson", "Ægisdóttir", "aegisdottir", "Lind", "lind"),
	false, " "}
