package intent

// dangerAliases are other spellings and short forms before the word they stand for; "#" is any number.
const dangerAliases = `im,ive,iam,ima=i hes,hed=he shes=she theyre,theyve,thye,dey=they weve=we u,yall=you r=are nope=no
nt,isnt,isn,wasnt,arent,dont,dnt,don,doesnt,doesn,didnt,didn,havent,havnt,hasnt,hadnt,wont,wouldnt,wouldn,refuses,refuse,refused,refusing=not cannot,couldnt,couldn,cnt=cant
2morrow,2moro,2morow,2mrw,tmrw,tmr,tmw,tomoro,tommorow,tommorrow,tomrow,tomorro,manana=tomorrow 2day,tday,hoy=today 2nite,tonite,2night,tonit=tonight b4=before gonna,goin=going wanna,wana=want
meself,miself=myself husban,hubby,hsband,esposo,marido=husband policia,cops,cop,polis=police inmigration,imigration,inmigracion,immigracion,imigracion,migracion,immi=immigration #am,#pm,#a,#p=oclock
#h,#hr,#hrs,#hours,#hour,hour,hrs,hr,hora,horas=hours #min,#mins,#minutes,#minute,mins,min,minute,minutos=minutes two,three,four,five,six,seven,eight,nine,ten,couple,dos,tres=#`

// dangerClasses are the words that do the same in a sign.
var dangerClasses = map[string]string{
	"Family": `husband wife spouse son sons daughter brother sister mom mother mama mami mum mommy dad father papa papi daddy kid kids child children baby uncle tio aunt tia auntie cousin primo prima
		nephew niece grandpa grandma grandson grandfather grandmother abuelo abuela wifey stepson stepfather stepdad fiance fiancee boyfriend girlfriend bf gf novio novia partner parents esposa mujer hijo
		hija hijos hermano hermana madre padre family familia sobrino suegro inlaw suegra bro sis`,
	"People": `friend friends amigo amiga neighbor neighbors neighbour vecino vecina roommate roomate roomie coworker worker workers employee student client tenant guy guys man men lady woman women
		people everyone everybody person coach teacher pastor nanny classmate paisano compadre landscaper gardener cook driver boss girl girls boy somebody someone`,
	"Him":     `he him she her them`,
	"Whom":    `Family People Him us`,
	"Me":      `me us him her them my our`,
	"They":    `they someone somebody people guys men man car cars van vans truck trucks suv ellos hombres`,
	"Ice":     `ice migra lamigra immigration cbp hsi dhs border-patrol homeland feds federales la-migra`,
	"Force":   `Ice police sheriff officer officers agent agents agente marshal trooper patrol deputies soldiers military federal`,
	"Adviser": `lawyer attorney notario notary notaria preparer paralegal`,
	"Take":    `take takes taking arrest arresting detain detaining grab grabbing`,
	"Took": `took taken grabbed caught snatched seized captured dragged pulled nabbed tackled apprehended picked hauled locked intercepted handcuff toked taked catched carried rounded agarro agarraron
		llevo llevaron levantaron Held`,
	"Held": `detained arrested apprehended handcuffed incarcerated jailed kidnapped imprisoned deported raided detenido detenida detenidos arrestado arrestada encarcelado arresto arrestaron detuvo
		detuvieron esposaron desaparecido`,
	"Be":  `is was are were been being got get gets getting has just am`,
	"Has": `has have had got hold holding holds held keep keeps keeping kept tiene tienen`,
	"Custody": `detention detencion jail prison custody detainer detainee lockup hielera icebox carcel the-county stewart krome adelanto eloy dilley karnes pearsall jena winn moshannon batavia alcatraz
		broadview lasalle otay immigration-hold ice-hold county-jail locked-up behind-bars cuffs handcuffs shackles handcuffed`,
	"Place":   `inside Custody texas louisiana arizona georgia florida facility cell basement hospital airport border there`,
	"Door":    `door doors outside downstairs afuera puerta knocking knock banging bang pounding driveway porch lobby gate window entrance hallway parking surrounded surrounding`,
	"Work":    `work job factory restaurant field farm warehouse store kitchen house home apartment building street church school neighborhood plant workplace block trabajo casa shop site room aqui here`,
	"Came":    `came come comes coming entered arrived showed rushed broke raided went llegaron vinieron entraron`,
	"No":      `not cant never no nobody noone none nothing without nunca nadie nada neither`,
	"Back":    `back home out return returned`,
	"Reply":   `answer answering answered respond responding replying pick picking picks contesta responde pickup reach find seen heard`,
	"CheckIn": `checkin check-in/ins checking-in checked-in isap supervision`,
	"Errand":  `CheckIn appointment court work interview store fingerprints biometrics office trabajo cita sign school shopping`,
	"Thing": `fingerprints fingerprint finger prints biometrics picture pictures photo photos card cards passport passports papers paper documents document application case cases file files filing money
		fee fees visa certificate test exam medical number interview license statement name address form forms #form info information status signature green petition payment lawyer attorney appointment
		approved permit receipt letter evidence ssn id copy copies oath account email computer laptop months years weeks mail package listed sponsor question system wait birthday wrong as male off-my/our
		pending`,
	"Past": `#year years/year/yrs/decades-ago long-ago last-year used-to back-then the-past decade once dismissed expunged conviction teenager young when-he/she/i/they-was`,
	"Maybe": `can/will/could/would/might/may-ice/they/he/she/police/immigration/agents/officers/people/person/someone/somebody/anyone/the/cbp/dhs/be can/will/could/would/might-my
		do/does-ice/they/immigration/police/agents/officers/people if-ice/they/he/she/my/i/immigration/police/agents/the/someone/we if-i-am to-be worried rumor heard risk chance what-if in-case never`,
	"Rumor": `rumor rights safe`,
	"Form": `do-i-answer/put/say/list/write/check/include shoplifting custody-of family-court child-custody traffic question n400 #form form forms waiver disclose mention list affect eligible eligibility
		disposition police-report/certificate clearance refund fee fees`,
	"Tech": `database photo refund codes appointments asc website site page pages form forms login password code app browser computer portal upload step screen button link account part section internet
		phone-line draft session`,
	"Soon": `today tomorrow tonight midnight noon the-morning this-afternoon/evening/morning an-hours one/next/#-hours half-hours half-an-hours few/#-hours hours-left #-minutes right-now in-hours
		few-minutes minutes-left esta-noche/tarde first-thing starts-now already-started hours-from`,
	"Hours": `tonight midnight tomorrow this-afternoon/evening hours-left few-hours in-hours in-#-hours an-hours one-hours half-hours in-minutes in-#-minutes few-minutes minutes-left`,
	"Court": `court corte hearing judge juez tribunal audiencia eoir courthouse courtroom nta trial master-calendar my-individual/master individual-is master-is absentia juzgado notice-to-appear`,
	"NoCourt": `next-month/year/week/summer won granted oath ceremony traffic divorce had-my/court/a/hearing yesterday hard hearing-aid/anything/back/from/about/nothing/that not-hearing missed wedding
		jury married marriage name-change changed-my was-changed supreme interview fee fees daca law`,
	"Filing": `rfe rfes noid noir appeal apeal brief motion bia response respond reply evidence proof #i290b request-for the-request rebuttal petition-for`,
	"Due": `due deadline expire expires expired expiring limit last-day final-day must have-to has-to had-to needs-to gotta ends end finishes closes cutoff vence plazo late before
		by-today/tonight/tomorrow/midnight only last arrive`,
	"Deadline": `deadline due last-day/night/chance/hours/minutes final-day cutoff plazo limit`,
	"Visit": `interview biometrics oath fingerprints fingerprint appointment consultation medical ceremony exam draft fee fees payment rent refund price science homework school tax taxes cita entrevista
		baby card ead old-fee bill tuition`,
	"Clock": `oclock #-am/pm/a/p noon`,
	"Month": `january february march april may june july august september october november december days weeks months th #year`,
	"Home": `husband wife spouse boyfriend bf girlfriend gf partner ex exhusband ex-husband/wife fiance fiancee esposa novio pareja stepfather stepdad dad father papa stepmother stepmom mother-in-law
		suegra uncle tio brother inlaw cousin roommate roomate landlord petitioner sponsor old-man son mom mother step-dad/father in-law guy baby-daddy`,
	"Boss":   `boss employer owner patron manager supervisor foreman recruiter contractor madam trafficker coyote coyotes smuggler smugglers pollero pimp the-family senora senor landlady lady`,
	"Abuser": `Home Boss he she him man`,
	"Hit": `hit hits hitting beat beats beating beaten slap slapped slaps slapping punch punched punches punching kick kicks kicked choke choked chokes choking strangle strangled strangles hurt hurts
		hurting rape raped rapes attack attacked assault assaulted stab stabbed abuse abuses abused abusing mistreat mistreated torture threaten threatens threatened threatening threating molest molested
		molests humiliates pega golpea golpeo maltrata amenaza viola harass harasses harassing bully whips whipped`,
	"Push": `push pushes pushed shove shoved force forces forced forcing burn burned burns drag dragged drags grab grabs grabbed spit spits bite bites yell yells scream screams touch touches touched
		touching insults chase chased corners pull pulls pulled squeezes scares follows followed following stalk stalks stalking controls watches isolates kidnapped threw throws kills bit scratched scratch
		killed`,
	"Violent": `violent dangerous abusive aggressive violento agresivo abuser bruise bruises bruised bleeding black-eye drunk drinks drinking jealous rage cruel controlling`,
	"Weapon":  `gun guns knife pistol machete rifle weapon cuchillo pistola belt hammer gasoline acid scissors cable whip`,
	"Papers": `passport passports papers documents document docs documentation green-card greencard card cards ead visa id ids work-permit certificate license papeles documentos pasaporte residency
		everything`,
	"Keep": `keep keeps keeping kept hide hides hid hidden hiding hold holds holding held lock locks locked took takes taken take steal steals stole burn burned burnt tore tears rip ripped rips destroy
		destroyed threw throws confiscated confiscates withholds withheld shredded cut`,
	"Official": `Adviser officer uscis consulate embassy gym website nvc airport customs consulado oath interview site page system folder thief guard`,
	"Leave":    `leave leaving go out outside exit escape call talk speak eat sleep rest see have work study drive use friends phone`,
	"Kin":      `mother mom family friends sister doctor church police anyone house home alone`,
	"Say":      `say says said saying told tell tells threaten threatens threatened threatening swears swore yells promised shouts dice`,
	"Fear":     `afraid scared terrified fear fears frightened miedo afriad escape escaped escaping run ran running hide hiding fled flee hid`,
	"Wish":     `want wants wanted wish wishes wishing like feel reason reasons sense strength energy desire will point purpose power force worth deserve need interest quiero see hope`,
	"Die":      `die dying dead death morir morirme muerto muerta disappear vanish suicide`,
	"Live":     `live living life alive exist existing breathe breathing vivir viviendo`,
	"Over":     `over ended finished done worthless meaningless meaning ruined destroyed nothing worth value heavy unbearable`,
	"Weary":    `tired cansado cansada sick fed enough done hate hurts pain scared finish quit stop hard leave`,
	"Myself":   `myself my-self himself herself themselves him-self her-self`,
	"Means":    `pills pill tablets pastillas rope razor blade bleach poison pesticide insulin gun pistol knife cuchillo veneno medicine medication tylenol ibuprofen aspirin advil overdose`,
	"Height":   `bridge roof rooftop train tracks ledge cliff overpass balcony railing puente building river`,
	"Topic": `account number case cases form forms #form uscis receipt card cards notice application apply status login log password code website site page upload online sign-in/up/on signing-in file
		filed filing fee fees pay paid paying biometrics interview appointment visa ead permit petition email screen app button link document documents photo photos pictures box print prints printed mail
		mailed address fingerprint fingerprints oath naturalization citizenship approved renew renewal processing expedite office access profile type typed digits evidence request rfe passport translation
		step update browser computer internet attorney lawyer name question pdf i94 foreign submit submitted mailman usps check waiting-time paperwork agent-on customer list beneficiaries beneficiary
		sponsor keyboard enter exam medical authenticator captcha opt daca tps h1b asked jury el-salvador process chat withdraw deliver delivery times asc database codes denied denial queue drop menu lol
		haha thanks thank inbox emails separate married live-there lease exception do-i-answer/put/say/list/write/check/include scam signature tax facebook gift whatsapp travel trip visit bank instagram`,
	"Dark": `jump jumps jumping bridge rope pills tylenol bottle overdose end ending die dying dies dead death god goodbye future burden reason alive living life world gone forever sleep cut cutting wall
		pain empty insurance sorry peace heaven suffer suffering alone tonight kill hang drown gun knife nothing nobody notice bleeding wrists scars hopeless worthless useless tired hate cry crying dark
		darkness quit enough point meaning exist existing breathing disappear over finished ends plan purpose buried wake bury`,
	"Cruel": `hit hits hurt hurts beat beats slap kick kicked choke keys obey screams scream screaming yells yell drunk drinks force forces baby never cant alone follow follows found outside customers
		girls lock locks locked scared afraid fear hide hiding night floor neck hair face arm blood bleeding bruise phone money leave house knife gun kill threw throws breaks broke angry jealous calls hands
		bed room sleep permission slave owns belt burn pan minutes door property tied maid control touches touch naked ashamed neighbors dangerous watch watches counts`,
	"Arrest": `zip-tied tied jail released release bond officers patrol agents badge badges caught handcuff cuffs chain chains raid ice migra sheriff custody deported deport arrested detained grabbed
		dragged pulled disappeared locator checkpoint guards hold holding hielera missing gone taken plane flight jailed bracelet`,
	"Scene": `van vans truck trucks car ground glass broke broken door floor everybody running run signed stuck airport monitor masks masked vest vests uniform jacket shouting banging knocking helicopter
		hiding bus people border inside taken took pushed fly officer guard moved stopped crying screaming dawn police nobody`,
	"Media": `squad netflix movie film song browser queue party`,
}

// dangerOrdinary are words that only look like a mistyped one.
const dangerOrdinary = `press pressed presses looks looking looked right strange doing thing these place thanks listen talking haven heart change changes quite close clear story though playing along
black shouldn master masters known write worked works talked short count tough walking lived loves likes singing staying decide decides bother named stage closed closer closest fired treat treats
plans flight stone fellow states trick prepared prepare believed lines model failed style paint heading manage managed managing contract lover points parts cancer boring filled filling fixed waited
saving watched plate shots drove chose prime cooking moves theme loving hunting expert score scores grade county country counties trace chain wanting thrown apple films detail details detailed policy
wasting couch trail suits tricks launch butter shown steel contest cells teams worries thick packed packs holes prevent tries flies shared shares powder driven safely drives painted attach attached
attaching locker counts promises slide statue complain waiter homeless owned counter washing causes types react formed forming compare wished tables tablet tapes fixing residence pointed tracks chairs
cheek sworn logic resort carries stepping depth stall shops shorts lifted lease liking offices maker thread lasted codes finance layer texts text phony catches hiring spends rapid noted carrier caller
kilos mourning trainer token tokens export exports exported licence locking heating final finale partly masses tying valve plaza tuned fills bases tapped farms depart exits banking spelling receiver
slate taped printer venue lacks scanning beyond again scamed scammed scams`

// dangerRule is a group of signs, separated by ";" or lines; nothing of "unless" may stand around. A sign is a chain of words: "a|b" either, "a-b" a phrase, "Abc" a class.
// At most three other words stand between, more where it says "...", none before "+a". "-a" forbids a just after, at the beginning just before. "a & b" is both, in any
// order. Rules that say "unless" the message has a Topic (papers, accounts, offices) need less, for there it is hardly ever about anything else.
type dangerRule struct {
	kind                Danger
	name, unless, signs string
}

// dangerRules stand in the order in which dangers are told.
var dangerRules = []dangerRule{
	{Suicide, "says it", "Media", `me quiero +matar|morir; suicide|suicidal|suicidio|suicidarme|overdose|overdosed|selfharm|matarme|ahorcarme|self-harm
		kill|killing|throw|throwing|throws|hang|hanging|shoot|shooting|drown|drowning|harm|harming|hurt|hurting|cut|cutting|cuts|poison|end|ending|starve|burn +Myself
		end|ending|ends|take|taking|took|finish|quitarme -site +my|his|her|own|the|this|la life|lives|vida -partner|partners
		want|wants|thinking|think|decided|going|tonight|just|time|talking|will ... end|ending|finish +everything|it|it-all|all-this|it-tonight|things; god|lord|dios ... take|takes|call|calls +me|him|her|us
		in|under|be the ground|grave|coffin; all|whole|many ... pills|tablets|bottle -for; last +night|day for +me; how do-it & hurt|hurts|pain|painless`},
	{Suicide, "wants to die", "Media Thing Tech", `want|wants ... with god|dios|jesus -help; voice|voices|head ... tell|tells|telling|say|says ... jump|die|do-it|end|finish|kill
		want|wants|wanted|wanting|wish|wishes|wishing|like|hope|quiero|rather|better|prefer|ready|think|thinking|thoughts|thought|thinks|feels|dream|only|should|let|easier -my Die -link
		i|he|she +die|be-dead|am-dead|were-dead|was-dead; feel|feels|feeling|already +dead; to +die -for; want|wants|wish ... buried; wish ... hit-me|killed-me|had-died|taken-me
		nobody|no-one|noone|none|nadie miss|misses|notice|cry|cares|care|needs|remember -about me|if|when|i
		better|fine|happier|easier ... without-me|off-without|if-i|i-gone|under|me-gone -file|send|use|apply|wait|hire; never ... born|existed|woke|wake
		with|join|see|meet my|him|her|our ... dead|died|heaven|god|grave`},
	{Suicide, "does not want to live", "Tech address apartment move city state application lol", `No Wish ... Live -in|with|at|together|there
		Weary of|de|with|to|my|being|being-alive ... Live -in|with|at|together|there; No Wish|able ... wake|exist|continue|be-here/alive/around|this-world|go-on|keep-going|do-this-anymore|going-on
		No wake|waking +up; sleep|asleep|eyes ... forever|never|not-wake|not-open; life ... Over
		No|what|why|see worth|reason|point|sense|use|purpose|meaning|matters|matter ... anymore|going-on|continue|living|trying|alive|everything|now
		why ... alive|breathing|still-here|born|living|keep-going; stop +living|existing|breathing; carry|bear|stand|hate|leave|against this|my +life; have|nothing|anything|reason|what ... to +live +for -#
		have|has no|more +reason|reasons -to|for; stay|leave|be|tired|without this|the +world; not ... be +here|around tomorrow|anymore; ya +no quiero|puedo|aguanto; no|sin ... sentido ... vida|vivir`},
	{Suicide, "has no way out", "Tech lawyer line answer", `cant go|keep|carry|hold +on|going -to|with|until|next|#|the|that|my|monday|tuesday|wednesday|thursday|friday
		cant go|continue|fight|take|do|bear|stand|handle|live|cope anymore|longer|more|like-this|alone; No|only|one ... way-out/forward|another-way|hope|future|tomorrow-for|light|salida -it|to|that -uscis
		nothing|nobody ... live-for|left-for|to-lose; give|giving|gave|given up|on ... life|everything|living; No trust|safe|control +myself|with-myself; nobody|alone|i-have|i -to +decided
		feel|feeling|am|just +a|empty|numb|hopeless|worthless|burden|useless -page ... empty|numb|hopeless|worthless|burden|useless|dead`},
	{Suicide, "has the means", "diabetes football screen photo license permit charge", `i took|taken|swallowed|drank|drink|bought|saved|counted|have|tried|holding|loaded|ready ... Means -for
		took|taken|drank|swallowed|ate|drink poison|bleach|pills|pesticide|tablets; drive|walk|step|run|driving|crash +into|off|in ... wall|tree|traffic|river|truck|train|ocean|water|bridge|front|sea
		how many ... Means; cutting +again|myself|my-self; Height & think|thinking|standing|stand|walk|looking|stop|jump|jumping|edge
		stop|want|going|about|could|ready|feel|should -to jump|jumping -to|queue|line; cut|cutting|sliced|slit|slice ... my|his|her +wrist|wrists|arm|arms|veins|legs|skin`},
	{Suicide, "says goodbye", "lawyer upload Media hardship support affidavit", `
		-without goodbye|goodbyes|farewell|adios|good-bye|despedirme & everyone|everybody|all-is|family|kids|wrote|sent|letter|forever|enough|world|love|note|said|dog
		wrote|written|left|writing ... letter|letters|note|notes|carta ... family|kids|children|mother|mom|parents|goodbye|wife|last; -said|says tell ... my|them ... love|loved|sorry
		forgive ... me +for|family|kids|mama|mother|tonight|all; when|after|once +i +gone|die|dead|am-gone; my +last|final +message|words|goodbye|letter`},
	{Suicide, "only despair", "Topic papers wait", `
		i|me|my cant|no|not|nothing|never|nobody|tired|done|why|stop -wait|have|see|get|receive|remember|work|use anymore|longer|forever|alone|matters|left|fight|point|hope|reason|energy|strength
		want|wants|wish|make|need it|pain|this|all|everything|to stop|end|over|finish|disappear -sending|texting|of
		i -cant disappear|vanish|jump|jumping|worthless|hopeless|useless|burden|suffer|suffering|depressed; drove|drive|walked|went ... river|bridge|cliff|tracks|roof|rooftop
		rest|sleep|go|leave|gone|away ... forever; better|wish|if|want ... not +here|alive|exist|around; no +place|room ... world|me; end|ending|finish +it|everything|this
		lost|lose|losing|no|without -way ... will|hope|strength|wish|desire|sense|meaning|purpose|courage -to-get/see; cant|not face|stand|bear|survive|endure|tolerate; better +off; stopped|not +eating
		left|leaves|found +a|her|his +note|letter -from|on; wish|want ... asleep|gone; i +was|am|were +gone -from|to; kids|family|children|mother ... find +me; thought|thinking|think ... to +do +it
		god +forgive; step|stepping +out|off|in-front; not|cant see|face|reach ... day|tomorrow|morning; have|had +done +it; why|what|how|should ... keep|continue +fighting|living|going|trying
		cant +more|mas; tomorrow|tonight|soon ... not +be; highest|high +floor; on +the +bridge|roof|ledge|railing|edge|tracks; crash; railing|ledge|rooftop|cliff
		gave|giving +away ... things|everything|clothes|dog; not ... after +tonight|today|tomorrow; i|me|my not|never exist|wake|survive|matter|matters|breathe; rope|tracks|blade|razor
		forgive|sorry|goodbye|adios|lost|bye ... kids|family|goodbye|mama|mom|mother|everyone|children|god; end|ended|over|ending ... life|lives|pain|suffering|misery
		-or dead|death|die|grave|funeral|heaven & me|better|want|soon|tonight|think`},
	{Suicide, "many words of despair", "Topic papers", `Dark & Dark`},
	{Violence, "beaten", "cap refund scam scammer cancer", `Abuser|who Push me|us|him|her|kids|children -with|up|to-it/apply/get/file/sign/renew/become|file|case
		Abuser|who Hit Me|Family|kids -with|up|to-it/apply/get/file/sign/renew/become|file|case; Abuser|they Hit me|us|my -with|up|to-it
		-Tech Hit +me|us|my-mom/mother/kids/son/daughter/sister/little -with|up|to
		Home|Boss|he|she +Hit -cap|submit|send|the-wrong/button/key/limit/cap/line|fee|button|by|enter|it|to-it|twice|his-head/back/leg/arm/hand/finger
		i|we|she|mother|mom|sister|daughter|kids|am|be ... being|been|was|am|is|get|got|gets Hit; Home|Boss|he|she ... hits|beats|chokes|slaps|punches|kicks|strangles|rapes -submit|send|the|enter|a
		Hit by +my|the|her|his|him|man|husband; put|puts|lay|lays|laid|raise|raises|raised hands|hand -in on|against me|us|my
		Abuser ... broke|breaks|broken|break|twisted|punched|smashed|smashes|throws|threw|pours ... my|me|wall|door|everything|things|dishes|furniture -up
		Abuser Keep|grab|grabs|grabbed|pull|pulls|pulled me|my|her +by|neck|hair|throat|arm; me +pega|golpea|pego|golpeo|maltrata|amenaza|viola|encierra|quito|obliga
		Violent -to & Abuser|relationship|marriage -country; domestic|family|home +violence|abuse; violencia|abuso +domestica|familiar|sexual`},
	{Violence, "a weapon or death threatened", "military army seat question form", `Weapon & Abuser|me|us
		he|husband|boyfriend|ex|Boss|they|Say|wants|tried|threat Say|wants|tried|will|going|to ... kill|murder|stab|shoot|bury|box|bag|grave|river|desert -time ... me|us|him|her|my|them|if|our
		life +in|at|is -own danger|risk|peligro`},
	{Violence, "threatened", "Official notice scam scammer gift", `Abuser|they ... call|calls|called|calling|send|turn|tell Ice|police +on|to|if|me ... me|us|her|on
		Abuser call|calls|called|calling +ice|immigration|police; -they report|reports|turn|turns|denounce|reporting +me|us +to|in|back; send|sends +me|us +back
		Abuser|they Say ... if i|we|she leave|tell|speak|talk|say|not-obey/pay/sleep/work|go|complain|call|divorce|work|quit|scream|stop|run|escape|try
		threat|threats|threaten|threatens|threatened|threatening|blackmail|blackmails|blackmailing|extort|extorting|amenaza|threating ... me|us|with|her|from|my
		Abuser Say i|me|they|police|ice|immigration ... deported|arrested|jail|take|believe|lock|jailed; protection|protect|protective|restraining & Abuser|order
		Abuser Say|will|going|or ... cancel|cancels|withdraw|withdraws|destroy|rip|revoke|pull ... my|papers|petition|visa|sponsorship|green-card|it
		Abuser ... deport|send|deports|sends|have-me me|us|her|mi back|deported|away; Abuser Say|will|going|wants ... take|takes|keep|keeps ... kids|children|son|daughter|baby
		nobody +will|would|going|is believe|believes|look|miss|help|find; Abuser Say i|you|me +next; Abuser sends|posts|shows ... pictures|photos|videos`},
	{Violence, "papers taken away", "Official lost found scan folder", `Abuser Keep -a|off|copy|asking my|our|her|all|mis -prints|fingerprints ... Papers -number|copy|photo|years
		they Keep -a|off my|our|her|all passport|passports|papers|documents|ids -number|copy|photo; Boss Has my|our|her ... Papers -number|copy|photo; Papers & Abuser|they ... not +give|return|hand
		Abuser Has my|our|all +passport|passports|papers|documents -in|on|number|copy|photo|at|so|which|where|for|ready; me-quito|quito|quitaron|esconde ... mi|mis +pasaporte|papeles|documentos|passport`},
	{Violence, "locked in or controlled", "Tech next tab", `not let|lets|allow|allows|allowed|permit|permits|deja|dejan|want me|us|my|mi Leave|Kin|salir -number
		cant|not leave|escape|run ... house|farm|room|basement|motel|camp|ranch|him
		Abuser|they lock|locks|locked|encierra|shut|closes -account me|us|door|the-door/house/room/gate -out ... in|inside|room|house|door|outside|bathroom|basement|night|when|at
		they lock|locks|locked|watch|watches|guard|guards|beat +us|me -out
		Abuser|they controls|control|follow|follows|stalk|stalks|watch|watches|spy|spies|track|tracks|monitors|tracker|gps|cameras ... me|my|every|us|everything|emails|phone|car -account
		Abuser hides|hid|steals|stole|controls +my|our -case|status|account|password|fingerprints; i|like|as|am a|his|un|una +prisoner|slave|esclava|hostage|captive|servant`},
	{Violence, "made to work or sold", "question tax ticket uber lottery Adviser overtime", `owe|debt|deuda ... coyote|smuggler|trip|they|work ... cant|until|watch|leave|let
		they|he|she|Boss never|not +paid|pay|pays +me|us; go|leave|free when|until|after i|we +paid|pay|finish; take|takes|keep|keeps|took|steals my|our|all -form ... salary|wages|paycheck|tips|earnings
		work|working|clean -permit|wait ... no-pay/money/rest/break|without-pay/rest|no-day/days-off|for-free|pay-nothing|#-hours & they|Boss|me|family|passport|he; i|she|we|girls Be +sold
		Boss Keep -a|copy|asking my|our|all|the ... Papers -number|copy|photo; sold|sell|sells|bought|selling +me|us|my-body/daughter/sister; prostitute|prostitution|brothel|prostituta
		-pills make|makes|made|force|forces|forced|obliga +me|us|her|girls sex|sleep|strip|massage|clients|men|dance|beg|steal|carry|marry|drugs|work|clean
		sleep|sex|bed -at +with +him|men|clients|my-boss|customers|boss|them; want|wants|asks|ask|for|forces|have +sex
		trafficked|trafficker|traffickers|trafficking|trata -data & i|me|we|us|she|sister|am|daughter|friend|girls
		coyote|coyotes|smuggler|smugglers|pollero|kidnappers|cartel|ransom|rescate|secuestro & pay|money|Family|dollars|thousand|house|Keep|me|kills
		They Has|Keep Whom ... ask|asking|pay|money|thousand|dollars|ransom; touch|touches|touched|touching +me|my-body/daughter/breast/private/legs|us -screen
		comes|came|come|enters|gets ... my +room|bed ... night|nights|sleep; comes|came|gets|climbs into|in|to +my +bed; raped|rape|rapes|molest|molested|molests|violo|violacion`},
	{Violence, "afraid of somebody", "interview officer uscis form country wrong account password", `
		Fear|away|miedo of|from|de|by +him|her|my|the|boss|a|mi ... him|her|Home|Boss|man|house|hands|family -will
		afraid|scared|terrified|tengo-miedo ... go|going|be|return|sleep|stay|come ... home|house|night|him|back; afraid|scared|fear|terrified ... for +my|our +life|safety
		afraid|scared|terrified he|she +will|would|hit|hurt|kill|find|come|comes|is -say; not|never|nowhere safe|secure ... home|house|here|with-him; i|we|she +am|is|are|in ... in +danger|peligro
		shelter|refuge|safe-house/place & i-need|me|women|tonight|husband|he|kids
		help|please|hurry|hide|before|ayuda & he|husband|boyfriend -for is-coming|comes-home/back|coming-home/back|is-back|is-outside; sleep|sleeping & chair|against|knife|lock|pillow|dressed|shoes`},
	{Violence, "only a person to fear", "Topic", `Abuser|they me|us|my hurt|hurts|cry|crying|blood|bleed|scared|afraid|hide|hiding|pain|hospital|bruise|marks|face|neck|throat|slave|obey|punish|punishes
		Home|Boss|he|she ... Push|Hit|screams|yells|insults|shouts|angry|furious|crazy|drunk|punish|punishes|obey|smashes|breaks|locks|hides|owns|cheats|humiliates|rips ... me|us|my|kids|her
		afraid|scared|terrified|fear|hide|hiding|run|escape|safe ... he|husband|boyfriend|boss|stepfather|wife|partner|dad|uncle
		locked|lock|locks|trapped -out ... room|house|inside|door|basement|closet|bathroom|home; Abuser|they took|takes|keeps|keep|has my|our +phone|phones|cell|money|keys -number
		he|she|husband|wife|they|boss +locks|lock -out; stands|blocks|blocking ... door|me; killed +my|our; not|cant|never ... go|leave +out|outside|anywhere -of|us|usa
		they|he|she|boss make|makes|made +me|us; not|never +feel ... +safe; Fear +him|her|my-husband/boss/boyfriend; they +beat|hit|punish|whip|punished
		husband|wife|he|she|ex|boyfriend took|takes|take +the|my|our +kids|children|baby|son|daughter -to; ex|husband|boyfriend|he ... is|waits|came|waiting +outside|downstairs
		his +hand|hands|fist|fingers ... my|me; he|they|man ... know|knows where +i|we|my|our; work|works|working +for-free|without-pay; obey|obeys|machete|pistol; ran|run|running +away
		not allowed|permission|free -to-ask leave|go|out|outside|phone|call|talk|speak|alone; forced|forces|force|makes|obliged ... me|us|work|sex|sleep|marry
		bruise|bruises|black-eye|bleeding|belt|slapped|punched|choked|beaten|raped|abused|abusive|abuses|threatens`},
	{Violence, "many words of violence", "Topic", `Abuser & Cruel ... Cruel; Cruel ... Abuser ... Cruel`},
	{Detention, "taken by officers", "Media separate picture questions lol normal", `-Maybe Force|eyes Took|Take|got|kept Whom -Thing; -Maybe They Took|Take|got|stopped Whom -Thing
		-Maybe Ice|they|police|agents Has Family|People|him|her|he|she -Thing; Whom -Thing ... Took|stopped|gave|caught|held|kept by|with|the|to|for|from ... Force
		They put|threw|pushed|throw +Whom in|on|into|against|inside -rooms|same|wrong|line; They follow|followed|following|chased|chasing Whom
		ask|asking|checking|check ... papers|ids ... bus|street|train|work|everyone|door|station|corner; gave|turned|handed|transferred|delivered|keeping|holding|calling Whom ... to|over|for ... Ice
		Whom Be|now|with -lawyer|interview|appointment|problem +with|at|by|in +Ice|the-migra|the-immigration -lawyer|office|account|form
		Took|Take|put|putting|throw|threw|pushed +Whom|my|our -Thing ... van|truck|bus|buses|handcuffs|cuffs|away|parking|highway|plane|jail|cell|chains|bracelets
		vinieron|llegaron|entraron ... por +mi|el|ella|nosotros|los; llevo|llevaron|agarro|agarraron|detuvo|detuvieron|arresto|arrestaron|levantaron|deportaron ... mi|a|al|los|el|la|nos|mis`},
	{Detention, "held", "Past Form package dog theft dui petition portal", `-Maybe Whom Held -in-the
		-Maybe Whom -Thing Be Held|caught|grabbed|snatched|taken|took|picked|locked|raided|being-held -out|off|for|speeding|with|cheating|care; i am|was|being|got|i +Held; Held +my|our +Family|friend
		Whom -Thing & Custody -form; i +am|in|inside -in ... Custody`},
	{Detention, "in custody", "Form Past Media", `inmate|commissary|detainee|detainees; warrant & Took; how +long ... hold|keep|holding|detain Whom -Thing
		detention|immigration|processing +center|centre|facility|centro -phone|number; find|locate|locator|where|visit|lawyer & Custody|Held -receipt
		where|which they|Ice Took|Take|Has|hold|send|put|sent|moved Whom|detained -Thing; not|nobody know|tell|tells|knows|say|telling|find where he|she|they|him|her|Family -file|case|Thing
		bond|bail|fianza & Family|him|her|immigration|judge|thousand; they|Ice|jail not +let|lets|release|releasing|free Whom ... go|out|leave|free|home|call|see
		moving|moved|move|transferred|transfer|sending|sent|shipped|flown -to-my Whom -Thing ... state|Place|another|somewhere|tonight|they; they|ice moved|transferred|shipped|deported Family|him|her -Thing
		Whom & deport|deporting|deported|deportar|deportaron ... tonight|tomorrow|today|now|yesterday|plane|airport|hours|signed
		Whom -Thing +Be sent|moved|transferred|flown|shipped|taken -my ... to|from|out ... Place|state|another|somewhere; sign|signed|signing|firmar ... deportation|voluntary|departure|salida
		they|Ice putting|loading|arresting|grabbing|taking|detaining ... people|everyone|workers|men|bus|van`},
	{Detention, "they are here", "Rumor usa united country mail bring", `-Maybe Force|men|masked ... Door -number|letter|left; -Maybe they|someone +are|is|at|outside|trying ... Door -of
		Ice|police|agents|officers +is|are|at|in|esta|estan|came|outside|here -the|same ... Work|in-my/our
		hiding|hide|hid|escondida|escondido|escondidos in|at|inside|under|with|from|en ... bathroom|closet|freezer|basement|room|roof|kitchen|kids|house|store|trailer|work|Force
		raid|redada|raided|raiding & now|here|today|house|home|work|job|factory|plant|aqui|morning|happening -fees
		masked|masks|mask|vest|vests|unmarked|tinted|dark-glass/windows|armed|badges & they|Took|men|van|car|cars|outside|Whom|work
		Force follow|following|followed|chasing|chased|waiting|outside +my|me|us|him|her|our|for -case|application`},
	{Detention, "did not come back", "Adviser code", `Family|friend|he|she -Thing disappeared|vanished|desaparecido
		Whom -Thing No came|come|comes|coming|returned|return|arrived|show|showed|back|made|been|walked|left +Back|up|from|yet|to-work|it|here
		CheckIn|Ice|court|appointment & never|not|without ... Back|him|her|Whom|leave|left
		went|gone|left|go|goes|after|since ... Errand ... No|they|disappeared|gone|kept|caught|without|off ... Back|Reply|him|her|came|come|show|Took|off|return|phone|heard|disappeared
		Came|went|left|morning|CheckIn & Whom ... No Reply; Whom No Reply ... phone|since|morning|today|cell|yesterday|days|night -email|emails
		they|men|Ice|van|agents|trucks ... Came|stopped|followed|outside ... gone|off|No|nobody|empty
		his|her|their|Family phone|cell|telefono +is|goes|went|just|off|rings|apagado ... off|dead|voicemail|ring|rings|straight|disconnected|apagado
		No find|reach|locate|contact|heard|seen|encuentro|know Whom -Thing ... since|after|anywhere|morning|night|today|moved|yesterday|days|they|work|phone|where|hospital`},
	{Detention, "la migra", "", `migra|immigration|ice|hielo|police|redada ... afuera|aqui|puerta|llegando|viene|vienen|casa|trabajo|adentro
		detenido|detenida|detenidos|arrestado|arrestada|encarcelado|desaparecido`},
	{Detention, "only somebody gone", "Topic Maybe Past Rumor", `his|her car|truck|van|bike|lunch|shoes|tools|keys|jacket|bag & found|left|empty|open|parked|road|street|running|still
		they have|got|took +me -as|confused|down|for|on|wrong|to; get|getting +Family|Whom|my ... out +of +there|here|jail
		they ... in|inside|around my|the|our ... building|house|floor|yard|street|parking|store|room|apartment; They came|come|broke|entered ... work|Work|everybody|everyone|floor
		never +got|made|reached ... there|it|home|work|job; Family|he|she ... never|not +arrived|showed; no +word|news|sign|trace ... Family|him|her; in|into +their|police|ice|a ... car|van|truck|suv|bus
		nobody is|was|be +here|there|inside; hear|see|heard|saw +them ... outside|door|car|street|inside|coming; taking|grabbing|arresting +people|men|workers|everyone
		Ice|agents ... hospital|job|church|school|work|street|building|house|home|car|waits|waiting|watching; last +seen; where|find|looking|search|locate|missing ... Family|him|her -job
		Family|friend|he|she No called|calls|back|home|came|come|comes|arrived|show|word|seen|heard|slept
		redada|migra|masked|handcuffed|handcuffs|cuffs|detained|arrested|detention|jail|bail|inmate|locator|hielera|detainer
		-Maybe ice|migra|agents|sheriff|officers|patrol ... Whom|here|us|outside|now|door|took|caught|stopped; here|us|outside|now|door|took|caught|stopped|him|her ... ice|migra|agents|sheriff|patrol -is
		They took|grabbed|got|have|caught|stopped|pulled|dragged|moved|keep|hold|arrest|take Whom -Thing; they came|come|outside|inside|waiting ... for|in|at|my|him|her|us|now|today|morning|door
		Family|he|she +Be|being ... moved|transferred; Family taken|took|grabbed|caught|picked|stopped|locked|inside|disappeared|gone|missing -off|poison|out|for`},
	{Detention, "somebody was taken", "Topic Past", `Family|friend|he|she was|just|been|got|is +taken|gone -for|to`},
	{Detention, "many words of an arrest", "Topic Maybe Past Rumor", `Arrest & Arrest|Scene; Arrest & Family|friend|he|she; Scene ... Scene & Family|he|friend|she|him|her
		Scene ... Family|he|friend|she|him|her ... Scene`},
	{Hearing, "court is soon", "NoCourt", `Court & Soon; -office federal +plaza & Soon -open; hearing|court +starts|started|begins|began
		Court ... already|began|started|starting|waiting|calling -have|had; Court ... is|at|is-at|starts ... Clock|Soon; Court +at +# -Month; in-front/the courtroom|judge|court
		appear|stand|present|go|be|going before|front ... Soon|Clock|Court; appear|stand-up|testify & Soon`},
	{Hearing, ruleDeadline, "Visit", `Deadline & Soon|Hours -received; last-day/night/chance ... answer|respond|reply|send|appeal|Filing
		Filing -uploaded|sent|delivered|received & Hours -received; Filing & last-day/chance|day-left|final-day; -do|does must|have-to|has-to|need-to|only file|submit|appeal ... today|tonight|midnight
		Filing ... Due & Soon; Due ... Filing & Soon; Filing ... must|needs-to|has-to|have-to|due ... by|at|before +#|Clock -Month
		they|immigration|uscis want|wants|need|needs|ask|asked|expect|back|waiting|there|give|gave ... by|before|until Soon|#|noon|end-of
		must|has-to|have-to|needs-to|gotta be|go|get|arrive|reply|respond|answer|in|mail ... by|before|in|until|there|mailed +Soon; next-time is +tomorrow|today
		only|left|remaining|just ... hours|minutes|today ... Filing|Court|upload|reply|respond|answer; hours|minutes +left|remaining|remain|to-go ... Filing|to|on|for|my`},
	{Hearing, "only a judge or an hour", "NoCourt Visit Topic", `Court & now|late|minutes|hours|Clock|lost|way|alone|wrong|sick|car|zoom|webex|room|morning|noon
		-i end|ends|over|up|ending|finishes|expires +Soon; by|until|before tonight|midnight|tomorrow|today|noon; Deadline & Soon|hours|minutes`},
}
