package io.fettle.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;

class DemoCommandTest {
    @Test
    void summaryAddsUpWhatIsMissing() throws Exception {
        JsonNode summary = Api.json()
                .readTree("{'computers':299,'missingSecurity':20,'missingOther':3,'computersMissingSecurity':7}"
                        .replace('\'', '"'));
        assertThat(DemoCommand.line(summary))
                .isEqualTo("Demo data: 299 computers in use, 23 patches missing, 20 of them security, on 7 computers");
    }

    @Test
    void progressNamesTheStepUntilItEnds() throws Exception {
        assertThat(look("RUNNING", "demo.sources").text()).isEqualTo("importing it, 2 of 4 suites");
        assertThat(look("RUNNING", "demo.computers").text()).isEqualTo("adding computers, 2 of 4");
        assertThat(look("RUNNING", "demo.computers").done()).isFalse();
        assertThat(look("DONE", "demo.computers").done()).isTrue();
        assertThat(look("FAILED", "demo.sources").done()).isTrue();
    }

    private static Progress.Look look(String state, String step) throws Exception {
        return DemoCommand.look(Api.json()
                .createObjectNode()
                .put("state", state)
                .put("step", step)
                .put("done", 2)
                .put("total", 4));
    }
}
