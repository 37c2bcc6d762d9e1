package io.fettle.sources;

import static org.assertj.core.api.Assertions.assertThat;

import io.fettle.api.Scope;
import io.fettle.api.inventory.AptRepository;
import io.fettle.api.inventory.AptSetup;
import io.fettle.api.inventory.ComputerId;
import io.fettle.api.inventory.FleetItems;
import io.fettle.api.inventory.ItemSet;
import io.fettle.api.inventory.SoftwareItem;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SuggestionsTest {
    private static final FleetItems FLEET = new Offices(List.of("north", "south", "west"), 4);

    @Test
    void whoSeesOneOfficeGetsTheRepositoriesOfItsComputers() {
        assertThat(suggested(Scope.ofOffices(Set.of("south")))).containsExactly("https://south.example.org/");
        assertThat(suggested(Scope.ofOffices(Set.of("nowhere")))).isEmpty();
    }

    @Test
    void whoSeesEverythingGetsThoseThatNobodyUsesAnyMoreToo() {
        assertThat(suggested(Scope.all()))
                .containsExactly(
                        "https://north.example.org/",
                        "https://south.example.org/",
                        "https://west.example.org/",
                        "https://setup-3.example.org/");
    }

    private static List<String> suggested(Scope scope) {
        return Suggestions.of(FLEET, List.of(), scope).stream()
                .map(settings -> settings.get("uri"))
                .toList();
    }

    /** One computer in each office, and setups beyond theirs. */
    private record Offices(List<String> names, int setupCount) implements FleetItems {
        @Override
        public SoftwareItem item(int item) {
            throw new UnsupportedOperationException();
        }

        @Override
        public int itemCount() {
            return 0;
        }

        @Override
        public AptSetup setup(int setup) {
            String name = setup < names.size() ? names.get(setup) : "setup-" + setup;
            AptRepository repository = new AptRepository(
                    "https://" + name + ".example.org/", "stable", List.of("main"), List.of("amd64"), List.of());
            return new AptSetup(List.of("amd64"), List.of(repository), List.of(), Optional.empty());
        }

        @Override
        public Optional<ComputerItems> of(int ordinal) {
            return Optional.of(new ComputerItems(
                    new ComputerId("c-" + ordinal),
                    ordinal,
                    names.get(ordinal),
                    ordinal,
                    ItemSet.NONE,
                    new int[0],
                    Optional.empty()));
        }

        @Override
        public long confirmedAtMillis(int ordinal) {
            return 0;
        }

        @Override
        public int ordinalCount() {
            return names.size();
        }

        @Override
        public void settle() {
            // Nothing is ever under way.
        }
    }
}
