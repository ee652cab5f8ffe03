package dev.aisle.supply.normalize;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GtinTest {

    @ParameterizedTest
    @CsvSource({
        "96385074, 00000096385074",
        "036000291452, 00036000291452",
        "36000291452, 00036000291452",
        "4006381333931, 04006381333931",
        "9780306406157, 09780306406157",
        "0306406152, 09780306406157",
        "0-306-40615-2, 09780306406157",
        "080442957X, 09780804429573",
        "080442957x, 09780804429573",
        "ISBN 978-0-306-40615-7, 09780306406157",
        "EAN: 4006381333931, 04006381333931",
        "400 6381 333931, 04006381333931",
        "4006381333931.0, 04006381333931",
        "'''4006381333931', 04006381333931",
        "10614141000415, 10614141000415",
        "00036000291452, 00036000291452",
    })
    void everyFormBecomesFourteenDigits(String written, String digits) {
        assertThat(Gtin.read(written)).isEqualTo(new Gtin.Reading.Right(digits));
    }

    @ParameterizedTest
    @CsvSource({
        "4006381333932, its check digit is wrong",
        "0306406153, it has 10 digits and is not an ISBN",
        "12345, it has 5 digits",
        "123456789012345, it has 15 digits",
        "4.00638E+12, it is not a number",
        "abc, it is not a number",
        "000000000000, it is a filler",
        "00000000000000, it is a filler",
        "0000000000017, it is a filler",
        "1111111111116, it is a filler",
        "1234567890128, it is a filler",
        "012345678905, it is a filler",
    })
    void whatIsNoNumberOfATradeItemSaysWhy(String written, String why) {
        assertThat(Gtin.read(written)).isEqualTo(new Gtin.Reading.Wrong(why));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "207319645087",
                "2819473620510",
                "0271938465029",
                "0471938465023",
                "0571938465020",
                "9971938465029",
                "24719360",
                "04719366"
            })
    void numbersForUseInsideAShopAndCouponsAreRefused(String written) {
        assertThat(Gtin.read(written))
                .isEqualTo(new Gtin.Reading.Wrong("its prefix is for use inside a shop or for coupons"));
    }

    @Test
    void onlyLongNumbersWithARightCheckDigitLookLikeOne() {
        assertThat(Gtin.looksLikeOne("4006381333931")).isTrue();
        assertThat(Gtin.looksLikeOne("4006381333930")).isFalse();
        assertThat(Gtin.looksLikeOne("96385074")).isFalse();
        assertThat(Gtin.looksLikeOne("AB-1234567890")).isFalse();
    }
}
