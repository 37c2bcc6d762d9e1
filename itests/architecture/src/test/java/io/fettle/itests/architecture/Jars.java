package io.fettle.itests.architecture;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.Attributes;
import java.util.jar.Manifest;
import java.util.stream.Stream;

/** Our jars (or class folders) on the class path, by symbolic name. */
final class Jars {
    private Jars() {}

    static Map<String, Jar> ours() {
        Map<String, Jar> jars = new TreeMap<>();
        for (String entry : System.getProperty("java.class.path").split(System.getProperty("path.separator"))) {
            Jar jar = read(Path.of(entry));
            if (jar.name().startsWith("io.fettle.")) {
                jars.put(jar.name(), jar);
            }
        }
        return jars;
    }

    private static Jar read(Path path) {
        try {
            if (Files.isDirectory(path)) {
                return readFolder(path, path);
            }
            if (!path.toString().endsWith(".jar")) {
                return new Jar("", new Attributes(), List.of());
            }
            try (FileSystem zip = FileSystems.newFileSystem(path)) {
                return readFolder(path, zip.getPath("/"));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(path.toString(), e);
        }
    }

    private static Jar readFolder(Path origin, Path root) throws IOException {
        Path file = root.resolve("META-INF/MANIFEST.MF");
        if (!Files.exists(file)) {
            return new Jar("", new Attributes(), List.of());
        }
        try (InputStream in = Files.newInputStream(file)) {
            Attributes manifest = new Manifest(in).getMainAttributes();
            String name = manifest.getValue("Bundle-SymbolicName");
            return new Jar(name == null ? "" : name, manifest, components(root.resolve("OSGI-INF")));
        }
    }

    private static List<String> components(Path folder) throws IOException {
        List<String> texts = new ArrayList<>();
        if (Files.isDirectory(folder)) {
            try (Stream<Path> files = Files.list(folder)) {
                for (Path file :
                        files.filter(f -> f.toString().endsWith(".xml")).toList()) {
                    texts.add(Files.readString(file, StandardCharsets.UTF_8));
                }
            }
        }
        return texts;
    }

    /** @param components the descriptions of its DS components */
    record Jar(String name, Attributes manifest, List<String> components) {
        String header(String header) {
            String value = manifest.getValue(header);
            return value == null ? "" : value;
        }
    }
}
