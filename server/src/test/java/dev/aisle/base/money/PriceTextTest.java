package dev.aisle.base.money;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PriceTextTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "19                          | -    | 19",
                "19.5                        | -    | 19.5",
                "0.99                        | -    | 0.99",
                "1299.00                     | -    | 1299.00",
                "1,299.00                    | -    | 1299.00",
                "1.299,00                    | -    | 1299.00",
                "1.299                       | -    | 1299",
                "1,299                       | -    | 1299",
                "0.125                       | -    | 0.125",
                "12345.678                   | -    | 12345.678",
                "2.34567                     | -    | 2.34567",
                "1.234.567                   | -    | 1234567",
                "1,23,456.50                 | -    | 123456.50",
                "12 345,60                   | -    | 12345.60",
                "'1''234.50'                 | -    | 1234.50",
                "1’234’567                   | -    | 1234567",
                "1 234,5                | -    | 1234.5",
                "1 234 kr                | kr   | 1234",
                "$ 12                        | $    | 12",
                "$.99                        | $    | 0.99",
                "USD 12.50                   | USD  | 12.50",
                "12.50usd                    | usd  | 12.50",
                "€12,50                      | €    | 12.50",
                "12,50 €                     | €    | 12.50",
                "12,-€                       | €    | 12",
                "1.299,-                     | -    | 1299",
                "1.299,– €                   | €    | 1299",
                "24€90                       | €    | 24.90",
                "Rs. 1,500                   | Rs.  | 1500",
                "Rs.1,500/-                  | Rs.  | 1500",
                "₹1,49,999                   | ₹    | 149999",
                "Rp 2.450.000                | Rp   | 2450000",
                "12 995 kr                   | kr   | 12995",
                "12 995:- SEK                | SEK  | 12995",
                "CHF 2'450.-                 | CHF  | 2450",
                "Fr. 19.90                   | Fr.  | 19.90",
                "1 990 Kč                    | Kč   | 1990",
                "7 990 Ft                    | Ft   | 7990",
                "49,99 zł                    | zł   | 49.99",
                "1 200 грн                   | грн  | 1200",
                "990 руб.                    | руб. | 990",
                "٣٬٥٠٠٫٧٥ ر.س                | ر.س  | 3500.75",
                "۱۲۰٬۰۰۰ تومان               | تومان | 120000",
                "１，２００円                    | 円    | 1200",
                "¥1,200                      | ¥    | 1200",
                "₩12,000                     | ₩    | 12000",
                "3.500 KD                    | KD   | 3.500",
                "BHD 12.750                  | BHD  | 12.750",
                "12,500 DT                   | DT   | 12.500",
                "R$ 1.299,90                 | R$   | 1299.90",
                "A$45                        | A$   | 45",
                "AU $45                      | AU $ | 45",
                "NZD $45                     | NZD  | 45",
                "$45.00 CAD                  | CAD  | 45.00",
                "US$45                       | US$  | 45",
                "From $5                     | $    | 5",
                "ab 5,90 EUR                 | EUR  | 5.90",
                "à partir de 1 250,00 €      | €    | 1250.00",
                "$5.00 - $9.00               | $    | 5.00",
                "10 – 25 €                   | €    | 10",
                "Was $80.00, now $60.00      | $    | 60.00",
                "Statt 80,00 € jetzt 60,00 € | €    | 60.00",
                "2 for $10.00                | $    | 10.00",
                "Pack of 6: £4.20            | £    | 4.20",
                "$12.00/month                | $    | 12.00",
                "$12.00 (20% off)            | $    | 12.00",
                "20% off: $12.00             | $    | 12.00",
                "12.00 inc. VAT              | -    | 12.00",
                "Price: 29                   | -    | 29",
                "Regular price $50.00 Sale price $30.00 | $    | 30.00",
                "Original price was: $50.00. Current price is: $30.00. | $    | 30.00",
                "RRP £50.00 £30.00           | £    | 30.00",
                "UVP 50,00 € 30,00 €         | €    | 30.00",
                "Prix conseillé : 50,00 € 30,00 € | €    | 30.00",
                "Antes: 50,00 € Ahora: 30,00 € | €    | 30.00",
                "MRP ₹1,29,999 ₹99,999       | ₹    | 99999",
                "定価12,800円 9,800円            | 円    | 9800",
                "£41.58 ex. VAT £49.90 inc. VAT | £    | 49.90",
                "£49.90 VAT included         | £    | 49.90",
                "Ex Tax: $41.58 Price: $49.90 | $    | 49.90",
                "Save $20.00 now $30.00      | $    | 30.00",
                "$30.00 Club price $25.00    | $    | 30.00",
                "4 x $12.50 or $49.00        | $    | 49.00",
                "49,95 $ CA                  | $ CA | 49.95",
                "RRP £50.00                  | £    | 50.00",
                "ab 4,16 € pro Monat         | €    | 4.16",
                "Free                        | -    | 0",
                "1.5E+3                      | -    | 1500",
                "0                           | -    | 0",
            })
    void readsWhatPeopleAndMachinesWrite(String written, String mark, BigDecimal amount) {
        PriceText read = PriceText.read(written);

        assertThat(read.amount()).hasValueSatisfying(it -> assertThat(it).isEqualByComparingTo(amount));
        assertThat(read.mark()).isEqualTo(Optional.ofNullable(mark));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''",
                "Call for price",
                "-5.00",
                "-$5",
                "40% off",
                "24.12.2026",
                "1.2.3",
                "Free shipping over $50",
                "16.00 cm",
                "Best in town",
            })
    void readsNoAmountWhereThereIsNone(String written) {
        assertThat(PriceText.read(written).amount()).isEmpty();
    }

    @Test
    void keepsTheReadingOfAMachineBesideThatOfAPerson() {
        PriceText read = PriceText.read("12.995");

        assertThat(read.amount()).hasValue(new BigDecimal("12995"));
        assertThat(read.decimalReading().amount()).hasValue(new BigDecimal("12.995"));
        assertThat(PriceText.read("12.99").decimalReading()).isEqualTo(PriceText.read("12.99"));
    }

    @Test
    void takesTheMarkBesideThePriceWhereThePriceHasNone() {
        assertThat(PriceText.read("39.95", "Price from £ 49.95").mark()).hasValue("£");
        assertThat(PriceText.read("39,95", "kr").mark()).hasValue("kr");
        assertThat(PriceText.read("€16.95", "USD").mark()).hasValue("€");
        assertThat(PriceText.read("39.95", "SKU:").mark()).isEmpty();
    }

    @Test
    void takesNoWordForACurrencyThatOnlyLooksLikeOne() {
        assertThat(PriceText.read("29.00 ALL colours").amount()).hasValue(new BigDecimal("29.00"));
        assertThat(PriceText.read("TRY it for 29.00").mark()).isEmpty();
        assertThat(PriceText.read("129 Lumen").mark()).isEmpty();
        assertThat(PriceText.read("R2D2 129").mark()).isEmpty();
    }

    @Test
    void endsOnAnyInput() {
        String nasty = "1,1.1 1'1€1".repeat(400);

        assertThat(PriceText.read(nasty)).isNotNull();
        assertThat(PriceText.read("9".repeat(500)).amount()).isEmpty();
        assertThat(PriceText.read("1 ".repeat(200))).isNotNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "49,90 €                  | PLAIN",
                "Our price: £49.90        | PLAIN",
                "£49.90 inc. VAT          | PLAIN",
                "£41.58 + VAT             | WITHOUT_TAX",
                "41,58 € zzgl. MwSt.      | WITHOUT_TAX",
                "RRP: £79.90              | BEFORE",
                "Cena regularna 79,90 zł  | BEFORE",
                "or 4 x £12.50            | PART",
                "nur 4,16 € pro Monat     | PART",
                "£4.16/month              | PART",
                "You save £30.00          | OTHER",
                "£30.00 off               | OTHER",
                "Najniższa cena z 30 dni: 59 zł | OTHER",
                "Members: £44.90          | FOR_MEMBERS",
                "Prima lampada 12,00 €    | PLAIN",
            })
    void wordsBesideAnAmountSayWhatItIs(String text, PriceText.Kind kind) {
        assertThat(PriceText.read(text).kind()).isEqualTo(kind);
    }

    @Test
    void thePriceOfBeforeBesideAnotherIsFound() {
        assertThat(PriceText.before("RRP £79.90 £49.90").flatMap(PriceText::amount))
                .contains(new BigDecimal("79.90"));
        assertThat(PriceText.before("RRP £79.90")).isEmpty();
        assertThat(PriceText.before("£49.90 – £79.90")).isEmpty();
    }
}
