package io.stakebook.api.security;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CallTest {

    @Test
    void dryRun_isNoPartOfWhatIsAskedFor() {
        assertThat(Call.meant(null)).isEmpty();
        assertThat(Call.meant("dryRun=true")).isEmpty();
        assertThat(Call.meant("dryRun=false&provider=a")).isEqualTo("provider=a");
        assertThat(Call.meant("provider=a&dryRun=true&tolerance=1")).isEqualTo("provider=a&tolerance=1");
        assertThat(Call.meant("note=dryRun=true")).isEqualTo("note=dryRun=true");
    }
}
