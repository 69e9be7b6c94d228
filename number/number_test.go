package number_test

import (
	"strings"
	"testing"

	"casebell/number"
)

// kinds writes what was found in a text: "receipt" or "a-number/ssn/passport!short", separated by spaces.
func kinds(text string) string {
	var out []string
	for _, f := range number.Find(text) {
		var could []string
		for _, c := range f.Candidates {
			could = append(could, string(c.Kind))
		}
		s := strings.Join(could, "/")
		if f.Mistake != nil {
			s += "!" + string(f.Mistake.What)
		}
		out = append(out, s)
	}
	return strings.Join(out, " ")
}

func TestFind(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		// receipts
		{"IOE0912345678", "receipt"},
		{"ioe0912345678", "receipt"},
		{"my case is EAC-22-123-45678, any news", "receipt"},
		{"EAC 22 123 45678", "receipt"},
		{"IOE 0912 345 678", "receipt"},
		{"Receipt #MSC*901234567", "receipt"},
		{"ZLA2112345678", "receipt"},
		{"IOE0912345678 and IOE0912345679", "receipt receipt"},
		{"IOE912345678", "receipt!lost-zero"},
		{"IOE091234567", "receipt!short"},
		{"IOE09123456789", "receipt!long"},
		{"IOEO912345678", "receipt!letter-for-digit"},
		{"WAC21l2345678", "receipt!letter-for-digit"},
		{"LIN21123", ""},
		{"MNL2026123456", "dos-case/receipt"},
		{"GUZ202612345", "dos-case"},
		{"ABC1234567890", "receipt/card-number"},
		{"EAC9999103403", "receipt"},
		// online account numbers
		{"012345678901", "online-account"},
		{"0123 4567 8901", "online-account"},
		{"0123-4567-8901", "online-account"},
		{"my account number is 01234567890", "online-account!short"},
		{"account number 0123456789012", "online-account!long"},
		{"O12345678901", ""}, // a letter in front is the prefix of something else
		{"01234567890I", "online-account!letter-for-digit"},
		{"012345X78901", "online-account!stray-letter"},
		// A-Numbers
		{"A012345678", "a-number"},
		{"a# 012 345 678", "a-number"},
		{"A12345678", "a-number"},
		{"A1234567", "a-number/visa-number"},
		{"my a number is 123456789", "a-number"},
		{"A12345", "a-number!short"},
		{"A0123456789", "a-number!long"},
		{"12345678", "a-number/visa-number"},
		// could be several
		{"123456789", "a-number/ssn/passport"},
		{"912345678", "a-number/itin/passport"},
		{"passport 123456789", "passport"},
		// secrets
		{"123-45-6789", "ssn"},
		{"my ssn is 123456789 can u check", "ssn"},
		{"social security 123 45 6789", "ssn"},
		{"000-45-6789", "a-number"},
		{"912-70-1234", "itin"},
		{"4111 1111 1111 1111", "payment-card"},
		{"4111111111111111", "payment-card"},
		{"5500-0000-0000-0004", "payment-card"},
		{"4111111111111112", ""},
		{"my password is Tiger2020!", "password"},
		{"pasword: hunter22", "password"},
		{"password for uscis is MyDogRex", "password"},
		{"access code is AB12CD34", "access-code"},
		{"verification code 482913", "one-time-code"},
		{"my code is 482913", "one-time-code"},
		{"my backup code is 9F3K-22LM", "one-time-code"},
		{"backup code 123456789012", "one-time-code"},
		{"password Tiger2020!", "password"},
		{"my pass is Tiger2020!", "password"},
		{"code 482913", "one-time-code"},
		{"mi contraseña es Tiger2020!", "password"},
		{"OAC AB12CD34", "access-code"},
		{"mi seguro social 123456789", "ssn"},
		{"soc 123456789", "ssn"},
		{"login maria@example.com / Tiger2020!", "password"},
		{"123/45/6789", "ssn"},
		{"123-45-\n6789", "ssn"},
		{"１２３-４５-６７８９", "ssn"},
		{"123\u200b-45\u200b-6789", "ssn"},
		{"123‑45‑6789", "ssn"},
		{"١٢٣-٤٥-٦٧٨٩", "ssn"},
		{"social security number of my husband who is with me here and lives with me too: 123456789", "ssn"},
		// others
		{"N0012345678", "sevis"},
		{"12345678901", "i94"},
		{"123456789A1", "i94"},
		{"AA0020AKAX", "ds160"},
		{"call 800-375-5283", "phone"},
		{"(800) 375-5283", "phone"},
		{"1-800-375-5283", "phone"},
		{"+44 20 7946 0958", "phone"},
		{"9234567890", "phone/receipt/sevis"},
		{"9400111899223197428490", "tracking"},
		// not numbers
		{"form I-485 and I-130, also N-400", ""},
		{"it cost $1,440.00 on 11/22/2026", ""},
		{"since 2019-05-01", ""},
		{"20261122", ""},
		{"my password is not working", ""},
		{"password is wrong", ""},
		{"my password is expired and i forgot it", ""},
		{"password must be 8-12 characters", ""},
		{"the verification code never comes", ""},
		{"access code expired", ""},
		{"where is the 12 digit number", ""},
		{"zip 90024-1234", ""},
		{"zip code 90024", ""},
		{"my bank account number 12345678", ""},
		{"my email is john.doe@gmail.com and i forgot my username", ""},
		{"password 8 characters", ""},
		{"an 8-character password is short", ""},
		{"11/22/2026 and 10/01/26", ""},
		{"", ""},
		{"🙂🙂🙂", ""},
	} {
		if got := kinds(c.text); got != c.want {
			t.Errorf("Find(%q) = %q, want %q", c.text, got, c.want)
		}
	}
}

func TestMistakes(t *testing.T) {
	for _, c := range []struct {
		text string
		want number.Mistake
	}{
		{"IOE912345678", number.Mistake{What: number.LostZero, Have: 9, Want: 10, Mended: "IOE0912345678"}},
		{"IOEO912345678", number.Mistake{What: number.LetterForDigit, At: 4, Typed: "O", Mended: "IOE0912345678"}},
		{"WAC21I2345678", number.Mistake{What: number.LetterForDigit, At: 6, Typed: "I", Mended: "WAC2112345678"}},
		{"EAC211234567", number.Mistake{What: number.Short, Have: 9, Want: 10}},
		{"EAC21123456789", number.Mistake{What: number.Long, Have: 11, Want: 10}},
		{"01234567S901", number.Mistake{What: number.LetterForDigit, At: 9, Typed: "S", Mended: "012345675901"}},
		{"012345X78901", number.Mistake{What: number.StrayLetter, At: 7, Typed: "X"}},
	} {
		found := number.Find(c.text)
		if len(found) != 1 || found[0].Mistake == nil || *found[0].Mistake != c.want {
			t.Errorf("Find(%q) = %+v, want mistake %+v", c.text, found, c.want)
		}
	}
}

func TestNormal(t *testing.T) {
	for text, want := range map[string]string{
		"eac-22-123-45678": "EAC2212345678", "msc*901234567": "MSC*901234567", "0123 4567 8901": "012345678901",
		"A12345678": "A012345678", "A# 1234567": "A001234567",
	} {
		found := number.Find(text)
		if len(found) != 1 || found[0].Candidates[0].Normal != want {
			t.Errorf("Find(%q) = %+v, want normal %s", text, found, want)
		}
	}
}

func TestDecode(t *testing.T) {
	d, ok := number.Decode("EAC2212345678")
	if !ok || d.Office.Name != "Vermont Service Center" || d.Year != 2022 || d.Workday != 123 || d.Sequence != "45678" {
		t.Errorf("EAC2212345678: %+v", d)
	}
	if d, ok := number.Decode("IOE0912345678"); !ok || !d.Electronic || d.Year != 0 {
		t.Errorf("IOE digits say nothing of a year: %+v", d)
	}
	if d, ok := number.Decode("LIN9910123456"); !ok || d.Year != 1999 {
		t.Errorf("LIN99: %+v", d)
	}
	if d, ok := number.Decode("ABC1234567890"); !ok || d.Known || d.Year != 0 {
		t.Errorf("an unknown office: %+v", d)
	}
	if _, ok := number.Decode("EAC22123456"); ok {
		t.Error("a short number was decoded")
	}
}

func TestSecrets(t *testing.T) {
	text := "ssn 123-45-6789, card 4111 1111 1111 1111, my password is Tiger2020!, receipt IOE0912345678"
	var got []string
	for _, f := range number.Secrets(text) {
		got = append(got, string(f.Kind())+"="+text[f.Start:f.End])
	}
	want := "ssn=123-45-6789 payment-card=4111 1111 1111 1111 password=Tiger2020"
	if strings.Join(got, " ") != want {
		t.Errorf("secrets %q, want %q", got, want)
	}
}

func FuzzFind(f *testing.F) {
	for _, s := range []string{"IOE0912345678", "123-45-6789", "my password is Tiger2020!", "A# 012 345 678", "\xff\xfe1234567890"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		for _, found := range number.Find(text) {
			if found.Start < 0 || found.End > len(text) || found.Start >= found.End || len(found.Candidates) == 0 {
				t.Fatalf("Find(%q) = %+v", text, found)
			}
			if found.Kind() == number.Receipt && found.Mistake == nil {
				if _, ok := number.Decode(found.Candidates[0].Normal); !ok {
					t.Fatalf("receipt %q cannot be decoded", found.Candidates[0].Normal)
				}
			}
		}
	})
}
