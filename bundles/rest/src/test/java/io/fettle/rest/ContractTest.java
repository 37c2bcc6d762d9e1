package io.fettle.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fettle.rest.capability.TestCapabilities;
import io.fettle.rest.route.Anybody;
import io.fettle.rest.route.Resource;
import io.fettle.rest.route.Route;
import io.fettle.rest.route.Routes;
import io.fettle.rest.route.Summary;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.ws.rs.GET;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** B-03: what is served, what is described and what is written down are one list. */
class ContractTest {
    private static final Pattern ENTRY = Pattern.compile("`(GET|POST|PUT|DELETE) (/[^`?]*)[^`]*`");
    private static RestRig rig;

    @BeforeAll
    static void start() throws Exception {
        rig = new RestRig(new TestCapabilities().logins(new FakeLogins()));
    }

    @AfterAll
    static void stop() throws Exception {
        rig.close();
    }

    @Test
    void manualListsEveryRouteWithItsRoleAndNoOther() throws Exception {
        TreeSet<String> written = new TreeSet<>();
        for (String line : Files.readAllLines(Path.of("../../docs/rest-api.md"))) {
            String[] cells = line.split("\\|");
            Matcher entry = cells.length < 3 ? ENTRY.matcher("") : ENTRY.matcher(cells[1]);
            while (entry.find()) {
                written.add(entry.group(1) + ' ' + entry.group(2) + ' ' + cells[2].trim());
            }
        }
        TreeSet<String> served = new TreeSet<>();
        for (Route route : rig.routes()) {
            served.add(route.verb() + ' ' + route.path() + ' ' + role(route));
        }
        assertThat(written).isEqualTo(served);
    }

    @Test
    void descriptionHoldsEveryRouteAndNoOther() throws Exception {
        JsonNode document = new ObjectMapper()
                .readTree(rig.send(rig.request("/openapi.json").GET()).body());
        List<String> described = new ArrayList<>();
        document.get("paths").fields().forEachRemaining(path -> path.getValue()
                .fieldNames()
                .forEachRemaining(verb -> described.add(verb.toUpperCase(Locale.ROOT) + ' ' + path.getKey())));
        assertThat(described)
                .containsExactlyInAnyOrderElementsOf(rig.routes().stream()
                        .map(r -> r.verb() + ' ' + r.path())
                        .toList());
        assertThat(document.get("openapi").asText()).isEqualTo("3.0.3");
    }

    @Test
    void descriptionRefersToSchemasThatItHolds() throws Exception {
        String text = rig.send(rig.request("/openapi.json").GET()).body();
        JsonNode schemas = new ObjectMapper().readTree(text).at("/components/schemas");
        Matcher references = Pattern.compile("#/components/schemas/(\\w+)").matcher(text);
        int seen = 0;
        while (references.find()) {
            assertThat(schemas.has(references.group(1))).as(references.group(1)).isTrue();
            seen++;
        }
        assertThat(seen).isGreaterThan(30);
    }

    @Test
    void everyRouteSaysWhatItDoes() {
        assertThat(rig.routes()).allSatisfy(r -> assertThat(r.method().isAnnotationPresent(Summary.class))
                .isTrue());
    }

    @Test
    void apiDoesNotComeUpWithAnEndpointWithoutARole() {
        assertThatThrownBy(() -> new Routes(List.of(new Forgotten())))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("exactly one");
    }

    @Test
    void apiDoesNotComeUpWithAnEndpointForEverybodyAndARole() {
        assertThatThrownBy(() -> new Routes(List.of(new Undecided()))).isInstanceOf(IllegalStateException.class);
    }

    private static String role(Route route) {
        if (route.access().role().isEmpty()) {
            return "none";
        }
        if (route.access().beforePasswordChange()) {
            return "any";
        }
        String role = route.access().role().get().name();
        return route.access().everything() && !role.equals("PLATFORM_ADMIN") ? role + ", everything" : role;
    }

    @javax.ws.rs.Path("/forgotten")
    public static final class Forgotten implements Resource {
        @GET
        public String get() {
            return "open";
        }
    }

    @javax.ws.rs.Path("/undecided")
    public static final class Undecided implements Resource {
        @GET
        @Anybody
        @io.fettle.rest.route.Allowed(io.fettle.api.identity.Role.VIEWER)
        public String get() {
            return "open";
        }
    }
}
