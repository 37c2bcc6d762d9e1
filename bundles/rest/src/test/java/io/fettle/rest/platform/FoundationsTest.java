package io.fettle.rest.platform;

import static org.assertj.core.api.Assertions.assertThat;

import io.fettle.api.audit.Audit;
import io.fettle.api.identity.Logins;
import io.fettle.rest.platform.Foundations.Part;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FoundationsTest {
    private static final String STORE = "io.fettle.spi.store.AuditStore";
    private static final String CATALOG = "io.fettle.api.catalog.Catalog";

    private final Foundations foundations = new Foundations(
            List.of(
                    new Part("io.fettle.api", Set.of(), Set.of(), Set.of()),
                    new Part("io.fettle.format", Set.of(), Set.of(), Set.of()),
                    new Part("io.fettle.rest", Set.of(), Set.of(), Set.of("io.fettle.api")),
                    new Part(
                            "io.fettle.security",
                            Set.of(Logins.class.getName(), Audit.class.getName()),
                            Set.of(STORE),
                            Set.of("io.fettle.api")),
                    new Part("io.fettle.persistence", Set.of(STORE), Set.of(), Set.of("io.fettle.api")),
                    new Part("io.fettle.catalog", Set.of(CATALOG), Set.of(STORE), Set.of("io.fettle.api")),
                    new Part("io.fettle.source.apt", Set.of(), Set.of(CATALOG), Set.of("io.fettle.format"))),
            "io.fettle.rest");

    @Test
    void whatTakesCodeInStays() {
        assertThat(foundations.why("io.fettle.rest")).contains("it is what takes code in and out");
    }

    @Test
    void whoLogsPeopleInStays() {
        assertThat(foundations.why("io.fettle.security"))
                .hasValueSatisfying(why -> assertThat(why).contains("nobody could log in and bring it back"));
    }

    @Test
    void whatTheyCannotDoWithoutStaysToo() {
        assertThat(foundations.why("io.fettle.persistence"))
                .contains("io.fettle.security does not work without its AuditStore");
    }

    @Test
    void librariesThatOthersImportFromStay() {
        assertThat(foundations.why("io.fettle.api")).isPresent();
        assertThat(foundations.why("io.fettle.format")).contains("io.fettle.source.apt imports packages from it");
    }

    @Test
    void capabilitiesThatOnlyUseThemMayGo() {
        assertThat(foundations.why("io.fettle.catalog")).isEmpty();
        assertThat(foundations.why("io.fettle.source.apt")).isEmpty();
    }
}
