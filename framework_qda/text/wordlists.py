"""Words written with a capital: those that tell nobody's identity, and those that are names of people."""

from __future__ import annotations

from functools import cache


def listed(words: str) -> frozenset[str]:
    """Make a set of words parted by white space."""
    return frozenset(words.split())


@cache
def unrevealing() -> frozenset[str]:
    """Give words that are written with a capital and identify nobody, in small letters."""
    return listed(f"{_TIMES} {_PEOPLES} {_COUNTRIES} {_WORK} {_SERVICES} {_THINGS} {_SAID} {_BEGINNINGS}")


@cache
def given_names() -> frozenset[str]:
    """Give first names that are common in Britain and are not also everyday words, in small letters."""
    return listed(_GIVEN)


@cache
def names_and_words() -> frozenset[str]:
    """Give first names that are everyday words too: a capital within a sentence makes them a name."""
    return listed(_NAMES_AND_WORDS)


_TIMES = """
monday tuesday wednesday thursday friday saturday sunday mondays tuesdays wednesdays thursdays fridays
saturdays sundays january february march april may june july august september october november december
jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed thu thur thurs fri sat sun christmas xmas
easter ramadan eid diwali hanukkah passover lent advent halloween whitsun pentecost new year bank holiday
gmt bst am pm
"""
_PEOPLES = """
english british scottish welsh irish european american african asian caribbean indian pakistani bangladeshi
polish romanian bulgarian lithuanian latvian estonian hungarian czech slovak french german spanish
portuguese italian dutch belgian danish swedish norwegian finnish swiss austrian greek turkish russian
ukrainian chinese japanese korean vietnamese thai arabic arab somali nigerian ghanaian kenyan ethiopian
eritrean sudanese syrian iraqi iranian kurdish afghan albanian kosovan jewish muslim christian hindu sikh
buddhist catholic protestant anglican methodist quaker baptist roma gypsy traveller western eastern northern
southern latin hebrew urdu punjabi bengali gujarati hindi tamil farsi pashto cantonese mandarin brazilian
canadian australian mexican victorian edwardian georgian tudor marxist freudian bayesian brit brits scots nazi
nazis somalian asperger
"""
_COUNTRIES = """
england britain scotland wales ireland europe america africa asia australia canada france germany spain
portugal italy poland romania india pakistan bangladesh china japan russia ukraine turkey greece brazil
mexico nigeria kenya somalia syria iraq iran afghanistan uk usa us eu north south east west midlands
mediterranean atlantic antarctica united kingdom states northern republic commonwealth
"""
_WORK = """
nurse nurses midwife midwives midwifery doctor doctors gp gps consultant consultants registrar registrars
matron sister sisters charge staff ward manager managers management director directors head heads deputy lead
leads leader senior junior chief executive officer officers worker workers social team teams practitioner
practitioners practice specialist specialists visitor visitors health therapist therapists psychologist
psychiatrist paediatrician paediatricians obstetrician physiotherapist radiographer pharmacist secretary
administrator coordinator co-ordinator liaison named designated strategic clinical service services
commissioning commissioner commissioners assistant associate professor lecturer researcher fellow teacher
teachers headteacher principal governor police constable sergeant inspector superintendent detective
solicitor barrister judge magistrate chair chairman chairwoman chairperson president vice minister mp
councillor mayor bishop vicar priest rabbi imam carer carers advocate interviewer interviewee respondent
participant moderator facilitator speaker host guest engineer developer designer analyst editor author
mother father mum dad mummy daddy nan gran granny grandma grandad auntie uncle baby
"""
_SERVICES = """
nhs trust work hospital council authority local department emergency accident unit children child
adult adults women men maternity paediatric paediatrics acute primary secondary tertiary care community
mental learning disability young people family families early help intervention safeguarding protection
referral assessment assessments common framework section act review serious case board partnership
strategy policy procedure guidance working together child plan plans core group conference committee
multi-agency multi agency risk hub duty desk out hours court order high crown magistrates county city
borough district parish government parliament cabinet ministry home office treasury justice education
ofsted cafcass camhs nspcc cqc nice gmc nmc hcpc rcn bma unison barnardo connexions childline samaritans
macmillan mencap nct acas gov.uk gdpr laming munro fraser gillick caldicott royal college
university school clinic surgery ward outpatients inpatients theatre x-ray a&e ed area region
"""
_THINGS = """
internet web wifi wi-fi online google facebook twitter instagram whatsapp youtube linkedin tiktok snapchat
skype zoom slack microsoft windows word excel powerpoint outlook sharepoint onenote apple mac macs iphone
ipad android amazon wikipedia netflix bbc itv guardian telegraph covid covid-19 coronavirus hiv aids adhd
asd ptsd dna mri ct alzheimer parkinson caesarean god jesus allah bible koran quran
torah nobel olympic olympics brexit english maths post-it lego likert gantt swot table figure box chapter
appendix question questions dob interview part step phase level stage theme matrix sub-topic email pdf tv ok
okay yahoo bing safari firefox chrome linux unix python java javascript github unicode bluetooth ethernet
siri alexa kindle xbox playstation minecraft fitbit spotify uber airbnb paypal ebay dropbox adobe photoshop
reddit pinterest mailchimp trello jira nvivo atlas spss stata
"""
_SAID = """
i i'm i'd i'll i've a oh ah no yes yeah well hello hi hiya hey bye thanks thank please sorry dear sir madam
mr mrs ms miss dr prof um uh er erm mm mhm hmm wow ha haha lol int etc ii iii iv vi vii viii of the and or
laughter laughs pause inaudible crosstalk unclear
"""
_BEGINNINGS = """
then when while after before since because if so but for at in on to from with by as that this these those
there here where what who why how all some many most each every both we he she they you it its our their his
her my your not nor yet still also even only just later once soon now unlike like despite although though
perhaps maybe however therefore nevertheless meanwhile besides instead otherwise either neither another other
others one two three four five six seven eight nine ten first second third last next until unless without
within through during about against between among under over up down out off near is are was were do does did
has have had can could would should might must shall let ask call see go come say think know
"""
_GIVEN = """
aaron abdul abigail adam adrian ahmed aidan aisha alan alastair albert alec alex alexander alexandra alfie
alfred ali alice alicia alison alistair alan allan allison amanda amelia amina amir amy ana andrea andreas
andrew andy angela angus anita ann anna anne annette annie anthony antonia antonio arthur asha ashley
audrey barbara barry beatrice becky belinda ben benjamin bernadette bernard beth bethany betty beverley
brenda brendan brian bridget bruce bryan callum cameron carl carla carlos carole caroline catherine cathy
cecilia charles charlie charlotte cheryl chloe chris christina christine christopher ciara claire clara
clare claudia clive colin connor craig cynthia daniel danielle daniela darren dave david deborah debbie
declan deepa denis denise dennis derek diana diane dominic donald donna dorothy douglas duncan dylan edith
edward eileen elaine eleanor elena eli elizabeth ella ellen ellie emily emma eric erin ethan eva evelyn
fatima felicity felix fiona florence fran frances francesca francis fred freda freya gareth gary gavin
gemma geoff geoffrey george georgia georgina gerald geraldine gillian gina glenn gloria gordon graham greg
gwen hamza hannah harriet harry hassan hayley helen helena henry hilary howard hugh hussein ian ibrahim
imran irene isaac isabel isabella isabelle isla jackie jacob jacqueline jake james jamie jane janet
janice jason jasmine jayne jean jeff jen jennifer jenny jeremy jess jessica jill jim jo joan joanna joanne
joe joel john jon jonathan jordan jorge jose joseph josh joshua joyce judith julia julian julie juliet
justin karen karl kate katherine kathleen kathryn kathy katie kay keith kelly ken kenneth kerry kevin khadija
khalid kieran kim kirsty kyle laura lauren laurence lawrence leah leanne lee leo leon leonard lesley leslie
lewis liam lily linda lindsay lisa liz lorna lorraine louis louise lucy luis luke lynn lynne malcolm
mandy manuel marcus margaret maria marian marie marilyn marina mario marion marjorie martha martin martyn
mary mathew matt matthew maureen maurice max megan mehmet melanie melissa michael michelle miguel mike
miriam mohamed mohammad mohammed moira molly monica muhammad mustafa nadia nancy naomi natalie natasha neil
nicholas nick nicola nicole nigel nina noah noel nora norma norman oliver olivia omar oscar owen pam pamela
patricia patrick paul paula pauline pedro peter phil philip philippa phillip phoebe phyllis polly priya
rachel rajesh ralph rashid raymond rebecca reuben rhys ricardo richard rita robert roberta roger roland
ronald rosemary rosie ross roy russell ruth ryan sabrina sally sam samantha samir samuel sandra sara sarah
scott sean sebastian shane shannon sharon shaun sheila shirley sian siobhan simon sofia sonia sophia sophie
stacey stanley stella stephanie stephen steve steven stewart stuart susan susanna suzanne sylvia tamara
tania tanya tara ted teresa terence terry thea theresa thomas tim timothy tina toby tom tommy tony tracey
tracy trevor tyler usman valerie vanessa vera veronica vicky victoria vincent vivien walter wayne wendy
wilfred william winifred xavier yasmin yusuf yvonne zachary zainab zara zoe
"""
_NAMES_AND_WORDS = """
amber art ashton basil bill bob bobby carol chase crystal daisy dawn dean dick don drew earl eve
faith flora frank gene ginger grace grant guy harmony hazel heather holly hope iris ivan ivy jack jade jay
jesse jewel joy kit lance mark mason maxwell melody mercy miles misty nova olive
opal pat patience pearl penny peg piers poppy ray reg rex rob robin rod rose ruby rusty sandy scarlet
sky sonny stew sue summer tiffany trinity verity victor viola violet will willow woody
"""
