package io.fettle.testkit.source;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Names of the classes that a plug-in's compiled code refers to, read from its constant pools. */
final class ReferredClasses {
    private static final int MAGIC = 0xCAFEBABE;

    private ReferredClasses() {}

    /** Of all code in the folder or jar that the class comes from; each as {@code class -> what it refers to}. */
    static Set<String> around(Class<?> type) throws IOException {
        Path place;
        try {
            place = Path.of(
                    type.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IOException(type + " comes from nowhere", e);
        }
        if (Files.isDirectory(place)) {
            return below(place);
        }
        try (FileSystem jar = FileSystems.newFileSystem(place)) {
            return below(jar.getPath("/"));
        }
    }

    private static Set<String> below(Path root) throws IOException {
        Set<String> names = new TreeSet<>();
        try (Stream<Path> files = Files.walk(root)) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".class")).toList()) {
                try (InputStream code = Files.newInputStream(file)) {
                    for (String name : read(new DataInputStream(code))) {
                        names.add(root.relativize(file) + " -> " + name.replace('/', '.'));
                    }
                }
            }
        }
        return names;
    }

    /** JVMS 4.4: the constant pool. */
    private static List<String> read(DataInputStream code) throws IOException {
        if (code.readInt() != MAGIC) {
            throw new IOException("No class file");
        }
        code.skipNBytes(4);
        int size = code.readUnsignedShort();
        String[] texts = new String[size];
        List<Integer> classes = new ArrayList<>();
        for (int i = 1; i < size; i++) {
            int tag = code.readUnsignedByte();
            switch (tag) {
                case 1 -> texts[i] = code.readUTF();
                case 7 -> classes.add(code.readUnsignedShort());
                case 8, 16, 19, 20 -> code.skipNBytes(2);
                case 15 -> code.skipNBytes(3);
                case 3, 4, 9, 10, 11, 12, 17, 18 -> code.skipNBytes(4);
                case 5, 6 -> {
                    code.skipNBytes(8);
                    i++;
                }
                default -> throw new IOException("A constant of kind " + tag);
            }
        }
        return classes.stream().map(index -> texts[index]).toList();
    }
}
