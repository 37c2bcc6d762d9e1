package io.fettle.itests.distribution;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/** Packs the inspector as a bundle. It imports nothing but the framework, so that it never holds on to what it looks at. */
final class InspectorJar {
    private static final List<Class<?>> CONTENT = List.of(Inspector.class, Faults.class, Reflection.class);

    private InspectorJar() {}

    static Path writeTo(Path file) throws IOException {
        Manifest manifest = new Manifest();
        Attributes main = manifest.getMainAttributes();
        main.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        main.putValue("Bundle-ManifestVersion", "2");
        main.putValue("Bundle-SymbolicName", "io.fettle.itests.inspector");
        main.putValue("Bundle-Version", "1.0.0");
        main.putValue("Bundle-Activator", Inspector.class.getName());
        main.putValue("Import-Package", "org.osgi.framework");
        try (JarOutputStream jar = new JarOutputStream(Files.newOutputStream(file), manifest)) {
            for (Class<?> type : CONTENT) {
                String entry = type.getName().replace('.', '/') + ".class";
                jar.putNextEntry(new JarEntry(entry));
                try (InputStream code = type.getClassLoader().getResourceAsStream(entry)) {
                    if (code == null) {
                        throw new IOException(entry + " is not on the class path");
                    }
                    code.transferTo(jar);
                }
            }
        }
        return file;
    }
}
