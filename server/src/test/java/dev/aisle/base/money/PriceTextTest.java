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
}
