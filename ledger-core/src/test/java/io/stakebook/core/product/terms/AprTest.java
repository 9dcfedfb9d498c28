package io.stakebook.core.product.terms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stakebook.core.error.ErrorCode;
import io.stakebook.core.error.LedgerException;
import java.math.BigInteger;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AprTest {

    @ParameterizedTest
    @CsvSource({
        "'', APR_MALFORMED",
        "-0.01, APR_MALFORMED",
        "1e-2, APR_MALFORMED",
        "'0.03 ', APR_MALFORMED",
        ".5, APR_MALFORMED",
        "5., APR_MALFORMED",
        "'0,03', APR_MALFORMED",
        "0.12345678901, APR_TOO_PRECISE",
        "100.0000000001, APR_OUT_OF_RANGE",
        "101, APR_OUT_OF_RANGE"
    })
    void parse_nonsense_is_refused_with_its_own_code(String text, ErrorCode code) {
        assertThatThrownBy(() -> Apr.parse(text))
                .isInstanceOfSatisfying(
                        LedgerException.class, e -> assertThat(e.code()).isEqualTo(code));
    }

    @Test
    void parse_keeps_ten_decimals_exactly() {
        assertThat(Apr.parse("0.0000000001").numerator()).isEqualTo(BigInteger.ONE);
        assertThat(Apr.parse("0.0320").toString()).isEqualTo("0.032");
        assertThat(Apr.parse("0").toString()).isEqualTo("0");
        assertThat(Apr.parse("10").toString()).isEqualTo("10");
    }

    @Property
    void text_reads_back_as_the_same_rate(@ForAll @LongRange(min = 0, max = 1_000_000_000_000L) long numerator) {
        Apr rate = new Apr(BigInteger.valueOf(numerator));
        assertThat(Apr.parse(rate.toString())).isEqualTo(rate);
    }

    @Property
    void commission_and_net_rate_add_up_to_the_gross(
            @ForAll @LongRange(min = 0, max = 100_000_000) long tenThousandths,
            @ForAll @LongRange(min = 0, max = 10_000) long basisPoints) {
        Apr gross = new Apr(BigInteger.valueOf(tenThousandths).multiply(BigInteger.valueOf(10_000)));
        Commission commission = new Commission((int) basisPoints);
        Apr kept = commission.of(gross);
        assertThat(kept.numerator().multiply(BigInteger.valueOf(10_000)))
                .isEqualTo(gross.numerator().multiply(BigInteger.valueOf(basisPoints)));
    }
}
