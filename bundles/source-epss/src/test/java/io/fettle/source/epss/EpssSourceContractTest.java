package io.fettle.source.epss;

import io.fettle.spi.source.PatchSourceFactory;
import io.fettle.testkit.source.PatchSourceContract;
import io.fettle.testkit.source.VendorEdition;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.zip.GZIPOutputStream;

class EpssSourceContractTest extends PatchSourceContract {
    private static final String URI = "https://feeds.example.org/epss_scores-current.csv.gz";

    @Override
    protected PatchSourceFactory factory() {
        return new EpssSourceFactory();
    }

    @Override
    protected Map<String, String> settings() {
        return Map.of("uri", URI);
    }

    @Override
    protected VendorEdition first() {
        return edition("2024-05-10", "CVE-1999-0001,0.00383,0.72\nCVE-2024-1086,0.97567,0.99995\n");
    }

    @Override
    protected VendorEdition later() {
        return edition("2024-05-11", "CVE-2024-0002,0.00383,0.72\nCVE-2024-1086,0.90001,0.99995\n");
    }

    private static VendorEdition edition(String day, String rows) {
        String text = "#model_version:v2023.03.01,score_date:" + day + "T00:00:00+0000\ncve,epss,percentile\n" + rows;
        return new VendorEdition(Instant.parse(day + "T12:00:00Z"), Map.of(URI, gzip(text)));
    }

    private static byte[] gzip(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(text.getBytes(StandardCharsets.US_ASCII));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
