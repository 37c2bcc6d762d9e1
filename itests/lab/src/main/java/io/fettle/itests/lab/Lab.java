package io.fettle.itests.lab;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;

/**
 * The lab as a whole. There is one on a machine at a time, since the names of network namespaces belong to the machine; a
 * note in {@code /run} says whose it is, so that {@link #down} finds what another one left.
 */
public final class Lab {
    private static final Path CACHE = Path.of("/var/tmp/fettle-lab");
    private static final Path NOTE = Path.of("/run/fettle-lab");
    private static final List<String> COMPUTERS = List.of("pc1", "pc2");
    private static final int WAN_MEGABITS = 30;
    private static final Duration START = Duration.ofSeconds(240);
    private static final Duration JOIN = Duration.ofSeconds(150);
    private static final Duration IMPORT = Duration.ofSeconds(120);
    private static final Set<String> IMPORTING = Set.of("NEW", "SYNCING");

    private final Path home;
    private final Progress progress;
    private final Processes processes;
    private final Network network = new Network(COMPUTERS);
    private final List<Repository> repositories = new ArrayList<>();
    private final List<Computer> computers = new ArrayList<>();
    private final Program server;
    private final Program relay;
    private String office = "";

    public Lab(Path home, Progress progress) {
        this.home = home.toAbsolutePath();
        this.progress = progress;
        this.processes = new Processes(this.home.resolve("processes"));
        this.server = new Program(
                "server",
                Network.HEAD_OFFICE,
                programs().resolve("server"),
                this.home.resolve("head-office"),
                List.of(
                        "-Dfettle.bind=0.0.0.0",
                        "-Dfettle.public.names=" + Network.SERVER_WAN + "," + Network.SERVER_ADMIN),
                processes);
        this.relay = new Program(
                "relay",
                Network.BRANCH,
                programs().resolve("relay"),
                this.home.resolve("branch"),
                List.of("-Dfettle.bind=0.0.0.0", "-Dfettle.relay.servers=" + Network.SERVER_WAN + ":8383"),
                processes);
        COMPUTERS.forEach(name -> computers.add(new Computer(name, this.home.resolve("computers/" + name), processes)));
    }

    /** Where labs keep what is dear to make. */
    public static Path cache() {
        return CACHE;
    }

    public static String url() {
        return "https://" + Network.SERVER_ADMIN + ":8383/";
    }

    public boolean running() {
        return server.running() && relay.running() && computers.stream().allMatch(Computer::running);
    }

    /** Builds and starts everything. What an earlier lab left is taken away first. */
    public void up(Distributions distributions) {
        down();
        leaveNote();
        BaseRoot base = new BaseRoot(CACHE);
        base.ensure(progress);
        LabRepository own = new LabRepository(home.resolve("repositories/lab"));
        repositories.addAll(own.build());
        new SecurityMirror(CACHE, base).ensure(progress).ifPresent(repositories::add);
        progress.step(
                "head office, a WAN of " + WAN_MEGABITS + " Mbit/s, a branch, " + COMPUTERS.size() + " computers");
        network.up(WAN_MEGABITS);
        Distributions.unpack(distributions.server(), programs().resolve("server"));
        Distributions.unpack(distributions.relay(), programs().resolve("relay"));
        Path agent = Distributions.unpack(distributions.agent(), programs().resolve("agent"));
        Tools.run("chmod", "-R", "go+rX", agent.toString());
        startServer();
        addSources();
        openBranch();
        for (Computer computer : computers) {
            computer.build(base, agent, own.installedAtFirst(), repositories);
            addComputer(computer);
        }
    }

    /** Ends and takes away everything that a lab made, after a crash too. */
    public void down() {
        Path noted = noted();
        if (!noted.equals(home)) {
            new Lab(noted, progress).clear();
        }
        clear();
        try {
            Files.deleteIfExists(NOTE);
        } catch (IOException e) {
            throw new LabException("Cannot delete " + NOTE, e);
        }
    }

    public Api api() {
        return Api.open(Network.SERVER_ADMIN, server.state());
    }

    public Network network() {
        return network;
    }

    public Program server() {
        return server;
    }

    public Program relay() {
        return relay;
    }

    public List<Computer> computers() {
        return List.copyOf(computers);
    }

    public List<Repository> repositories() {
        return List.copyOf(repositories);
    }

    /** Id of the branch at the server. */
    public String office() {
        return office;
    }

    /** What everybody said last, for a failure. */
    public String lastWords() {
        StringBuilder words = new StringBuilder(server.lastWords()).append(relay.lastWords());
        computers.forEach(c -> words.append(c.lastWords()));
        return words.toString();
    }

    /** Runs a program somewhere in the lab. @return its exit status */
    public int exec(String place, List<String> command) {
        List<String> all = new ArrayList<>();
        switch (place) {
            case "hq", "head-office" -> all.addAll(List.of("ip", "netns", "exec", Network.HEAD_OFFICE));
            case "branch" -> all.addAll(List.of("ip", "netns", "exec", Network.BRANCH));
            default ->
                all.addAll(computers.stream()
                        .filter(c -> c.name().equals(place))
                        .findFirst()
                        .orElseThrow(() -> new LabException("There is no " + place
                                + " in the lab; there are hq, branch and " + String.join(", ", COMPUTERS)))
                        .inside());
        }
        all.addAll(command);
        try {
            return new ProcessBuilder(all).inheritIO().start().waitFor();
        } catch (IOException e) {
            throw new LabException("Cannot run " + String.join(" ", all), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LabException("Interrupted", e);
        }
    }

    private void startServer() {
        progress.step("starting the server");
        server.start();
        Deadline.await("the server answers", START, this::answers, server::lastWords);
    }

    private boolean answers() {
        if (!server.running()) {
            throw new LabException("The server ended\n" + server.lastWords());
        }
        try {
            api().get("/summary");
            return true;
        } catch (LabException e) {
            return false;
        }
    }

    private void addSources() {
        Api api = api();
        for (Repository repository : repositories) {
            progress.step("importing " + repository.uri() + ' ' + repository.suite());
            ObjectNode source = Api.object();
            source.put("kind", "apt").put("name", repository.uri() + ' ' + repository.suite());
            source.putObject("settings")
                    .put("uri", repository.uri())
                    .put("suite", repository.suite())
                    .put("components", repository.component())
                    .put(
                            "architectures",
                            Tools.run("dpkg", "--print-architecture").strip())
                    .put("keyring", base64(repository.keyring()));
            String id = api.post("/sources", source).path("id").asText();
            Deadline.await(
                    "the source is imported",
                    IMPORT,
                    () -> !IMPORTING.contains(
                            api.get("/sources/" + id).path("state").asText()),
                    () -> api.get("/sources/" + id).toString() + server.lastWords());
            JsonNode state = api.get("/sources/" + id);
            if (!state.path("state").asText().equals("CURRENT")) {
                throw new LabException("The source was not imported: " + state);
            }
        }
    }

    private void openBranch() {
        progress.step("starting the branch's relay");
        ObjectNode wish = Api.object().put("name", "Branch").put("timeZone", "UTC");
        wish.putArray("networks").add("10.99.1.0/24");
        office = api().post("/offices", wish).path("id").asText();
        FileTrees.directory(relay.state());
        FileTrees.write(relay.state().resolve("enrol.token"), token("RELAY", Network.RELAY_LAN), "rw-------");
        relay.start();
        Deadline.await(
                "the relay has joined",
                JOIN,
                () -> Files.exists(relay.state().resolve("trust/identity.json")),
                () -> relay.lastWords() + server.lastWords());
    }

    private void addComputer(Computer computer) {
        progress.step("starting " + computer.name());
        computer.allowUpgrades(server.state().resolve("pki/root.pem"));
        computer.giveToken(token("AGENT", ""));
        computer.powerOn();
        computer.run("apt-mark", "hold", LabRepository.HELD);
        startAgent(computer);
        Deadline.await(
                computer.name() + " has joined through the relay",
                JOIN,
                computer::joined,
                () -> computer.lastWords() + relay.lastWords());
        computer.pinOwnKey();
        computer.startApplier();
    }

    public void startAgent(Computer computer) {
        computer.startAgent(Network.RELAY_LAN + ":8383");
    }

    /** @param name in the certificate; empty for none */
    private String token(String role, String name) {
        ObjectNode wish = Api.object().put("role", role).put("officeId", office).put("autoApprove", true);
        wish.put("uses", 1).put("validity", "PT1H");
        wish.putArray("groups");
        if (name.isEmpty()) {
            wish.putArray("names");
        } else {
            wish.putArray("names").add(name);
        }
        return api().post("/enrolment-tokens", wish).path("secret").asText();
    }

    private void clear() {
        processes.killAll();
        network.down();
        Mounts.removeAllBelow(home);
        FileTrees.delete(home);
    }

    private void leaveNote() {
        FileTrees.directory(home);
        FileTrees.write(NOTE, home.toString(), "rw-r--r--");
    }

    private Path noted() {
        try {
            return Files.exists(NOTE) ? Path.of(Files.readString(NOTE, StandardCharsets.UTF_8)) : home;
        } catch (IOException e) {
            throw new LabException("Cannot read " + NOTE, e);
        }
    }

    private Path programs() {
        return home.resolve("programs");
    }

    private static String base64(Path file) {
        try {
            return Base64.getEncoder().encodeToString(Files.readAllBytes(file));
        } catch (IOException e) {
            throw new LabException("Cannot read " + file, e);
        }
    }
}
