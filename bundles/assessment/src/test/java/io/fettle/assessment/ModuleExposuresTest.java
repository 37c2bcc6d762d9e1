package io.fettle.assessment;

import static org.assertj.core.api.Assertions.assertThat;

import io.fettle.api.PageRequest;
import io.fettle.api.Scope;
import io.fettle.api.advisory.Advisory;
import io.fettle.api.advisory.Affected;
import io.fettle.api.advisory.CveId;
import io.fettle.api.advisory.FixStatus;
import io.fettle.api.advisory.PackageLevel;
import io.fettle.api.assessment.Exposure;
import io.fettle.api.assessment.ExposureState;
import io.fettle.api.inventory.ComputerFacts;
import io.fettle.api.inventory.InstalledPackage;
import io.fettle.api.inventory.Level;
import io.fettle.api.inventory.MultiArch;
import io.fettle.api.inventory.RpmSetup;
import io.fettle.api.inventory.SoftwareItem;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ModuleExposuresTest {
    private static final Scope ALL = Scope.all();
    private static final String PLATFORM = "Rocky Linux:9";
    private static final CveId CVE = new CveId("CVE-2026-1000");

    private final FakeFleet fleet = new FakeFleet();
    private final SampleCatalog newest = new SampleCatalog(1);
    private final EvaluatedFindings evaluated = new EvaluatedFindings(
            fleet,
            fleet,
            new FakeApprovals(fleet),
            new NewestCatalog(() -> newest),
            fleet,
            entry -> {},
            new FakePolicies(),
            new FakeFirstSeen(),
            Clock.fixed(FakeFleet.NOON, ZoneOffset.UTC));

    @Test
    void eachStreamIsJudgedByItsOwnFix() {
        newest.advisories().add("s", bulletin("T-1", fixed("nodejs:18", "1:18.2-1.module+el9+2")));
        newest.advisories().add("s", bulletin("T-2", fixed("nodejs:20", "1:20.1-1.module+el9+1")));
        newest.advisories().add("s", bulletin("T-3", fixed("", "1:16.2-1.el9")));
        has(0, "nodejs:18", "1:18.1-1.module+el9+1");
        has(1, "nodejs:18", "1:18.2-1.module+el9+2");
        has(2, "nodejs:20", "1:20.0-1.module+el9+1");
        has(3, "nodejs:20", "1:20.1-1.module+el9+1");
        has(4, "", "1:16.1-1.el9");
        has(5, "", "1:16.2-1.el9");
        has(6, "nodejs:18", "1:16.1-1.el9");
        has(7, "nodejs:22", "1:14.0-1.module+el9+1");
        for (int i = 0; i < 3; i++) {
            evaluated.loop().catchUp();
        }
        assertThat(byComputer())
                .isEqualTo(Map.of(
                        0, ExposureState.EXPOSED_AWAITING,
                        1, ExposureState.FIXED,
                        2, ExposureState.EXPOSED_AWAITING,
                        3, ExposureState.FIXED,
                        4, ExposureState.EXPOSED_AWAITING,
                        5, ExposureState.FIXED,
                        6, ExposureState.EXPOSED_AWAITING));
        byComputer().forEach((ordinal, state) -> assertThat(evaluated.ofComputer(FakeFleet.id(ordinal), ALL))
                .as("computer %d", ordinal)
                .extracting(Exposure::state)
                .isEqualTo(state.isExposed() ? List.of(state) : List.of()));
        assertThat(evaluated
                        .ofComputer(FakeFleet.id(2), ALL)
                        .get(0)
                        .why()
                        .get(0)
                        .parameters())
                .containsEntry("module", "nodejs:20")
                .containsEntry("fixed", "1:20.1-1.module+el9+1");
    }

    private Map<Integer, ExposureState> byComputer() {
        Map<Integer, ExposureState> states = new HashMap<>();
        evaluated
                .computers(CVE, Optional.empty(), Optional.empty(), ALL, PageRequest.first(100))
                .items()
                .forEach(one ->
                        states.put(Integer.parseInt(one.computer().value().substring(2)), one.state()));
        return states;
    }

    private void has(int ordinal, String module, String version) {
        List<String> active = module.isEmpty() ? List.of() : List.of(module);
        RpmSetup setup = new RpmSetup("x86_64", List.of(), List.of(), List.of(), List.of(), active, true, true);
        fleet.facts.put(
                ordinal,
                new ComputerFacts(
                        "pc",
                        List.of(),
                        "rocky",
                        "9.4",
                        "",
                        "",
                        "",
                        Optional.empty(),
                        false,
                        List.of(),
                        Level.L0,
                        "",
                        ""));
        SoftwareItem item = new SoftwareItem("rpm", "nodejs", version, "x86_64", "nodejs", version, MultiArch.NO);
        fleet.report(ordinal, "o", setup, List.of(new InstalledPackage(item, false)), Optional.empty());
    }

    private static Advisory bulletin(String id, Affected affected) {
        return Advisory.of(id).cves(List.of(CVE)).affected(affected).build();
    }

    private static Affected fixed(String module, String version) {
        return new Affected(
                "rpm",
                PLATFORM,
                PackageLevel.BINARY,
                "nodejs",
                List.of("x86_64"),
                module,
                FixStatus.FIXED,
                Optional.of(version),
                Optional.empty(),
                "");
    }
}
