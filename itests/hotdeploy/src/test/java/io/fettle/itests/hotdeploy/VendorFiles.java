package io.fettle.itests.hotdeploy;

import io.fettle.itests.vendor.VendorFactory;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.ops4j.pax.tinybundles.TinyBundles;
import org.osgi.framework.Constants;

/** Builds the vendor's source in each form in which code can come in. Runs outside of the server. */
final class VendorFiles {
    static final String BUNDLE = "vendor.jar";
    static final String KAR = "vendor-1.0.kar";
    static final String FEATURES = "vendor.xml";

    private static final String COMPONENT = "OSGI-INF/vendor.xml";
    private static final String IN_REPOSITORY = "repository/org/example/vendor/1.0/vendor-1.0";

    private VendorFiles() {}

    static void writeTo(Path directory) throws IOException {
        Path jar = directory.resolve(BUNDLE);
        try (InputStream bundle = bundle()) {
            Files.copy(bundle, jar);
        }
        Files.writeString(directory.resolve(FEATURES), features(jar.toUri().toString()));
        try (ZipOutputStream kar = new ZipOutputStream(Files.newOutputStream(directory.resolve(KAR)))) {
            String address = "mvn:org.example/vendor/1.0";
            entry(kar, IN_REPOSITORY + ".jar", Files.readAllBytes(jar));
            entry(kar, IN_REPOSITORY + "-features.xml", features(address).getBytes(StandardCharsets.UTF_8));
        }
    }

    private static InputStream bundle() {
        Class<?> factory = VendorFactory.class;
        return TinyBundles.bundle()
                .addClass(factory)
                .addClass(classBeside(factory, "VendorSource"))
                .addResource(COMPONENT, factory.getResource("/vendor-component.xml"))
                .setHeader(Constants.BUNDLE_MANIFESTVERSION, "2")
                .setHeader(Constants.BUNDLE_SYMBOLICNAME, HotDeploymentIT.VENDOR)
                .setHeader(Constants.BUNDLE_VERSION, "1.0.0")
                .setHeader("Service-Component", COMPONENT)
                .setHeader(
                        Constants.IMPORT_PACKAGE,
                        "io.fettle.api,io.fettle.api.catalog,io.fettle.api.inventory,io.fettle.api.mirror,"
                                + "io.fettle.spi.source")
                .build(TinyBundles.rawBuilder());
    }

    private static Class<?> classBeside(Class<?> type, String name) {
        try {
            return Class.forName(type.getPackageName() + '.' + name);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String features(String bundle) {
        return "<features name='vendor-1.0' xmlns='http://karaf.apache.org/xmlns/features/v1.6.0'>\n"
                + "  <feature name='vendor' version='1.0.0'>\n"
                + "    <feature>fettle-sources</feature>\n"
                + "    <config name='org.example.vendor'>mode = demo</config>\n"
                + "    <bundle>" + bundle + "</bundle>\n"
                + "  </feature>\n"
                + "</features>\n";
    }

    private static void entry(ZipOutputStream zip, String name, byte[] content) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        OutputStream out = zip;
        out.write(content);
        zip.closeEntry();
    }
}
