package io.fettle.rest.body;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fettle.api.FettleException;
import io.fettle.rest.json.Json;
import io.fettle.rest.problem.RestError;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import javax.ws.rs.Consumes;
import javax.ws.rs.Produces;
import javax.ws.rs.core.HttpHeaders;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.MultivaluedMap;
import javax.ws.rs.ext.MessageBodyReader;
import javax.ws.rs.ext.MessageBodyWriter;

/** Bodies of requests and answers. A body that cannot be read is refused without a word of it in the refusal. */
@Consumes(MediaType.APPLICATION_JSON)
@Produces({MediaType.APPLICATION_JSON, "application/problem+json"})
public final class JsonBody implements MessageBodyReader<Object>, MessageBodyWriter<Object> {
    private final ObjectMapper mapper = Json.mapper();

    @Override
    public boolean isReadable(Class<?> type, Type generic, Annotation[] annotations, MediaType mediaType) {
        return type.isRecord();
    }

    @Override
    public Object readFrom(
            Class<Object> type,
            Type generic,
            Annotation[] annotations,
            MediaType mediaType,
            MultivaluedMap<String, String> headers,
            InputStream body)
            throws IOException {
        byte[] bytes = body.readNBytes(Json.MAX_BYTES + 1);
        if (bytes.length > Json.MAX_BYTES) {
            throw new FettleException(RestError.TOO_LARGE, "A JSON body has at most " + Json.MAX_BYTES + " bytes");
        }
        try {
            Object value = mapper.readValue(bytes, type);
            if (value != null) {
                return value;
            }
        } catch (JsonProcessingException e) {
            throw new FettleException(RestError.INVALID_REQUEST, where(e), e);
        }
        throw new FettleException(RestError.INVALID_REQUEST, "The body is no JSON object");
    }

    private static String where(JsonProcessingException failure) {
        if (failure.getLocation() == null) {
            return "The body is not the JSON that /api/v1/openapi.json describes";
        }
        return "The body is not the JSON that /api/v1/openapi.json describes; see line "
                + failure.getLocation().getLineNr() + ", column "
                + failure.getLocation().getColumnNr();
    }

    @Override
    public boolean isWriteable(Class<?> type, Type generic, Annotation[] annotations, MediaType mediaType) {
        return true;
    }

    @Override
    public void writeTo(
            Object view,
            Class<?> type,
            Type generic,
            Annotation[] annotations,
            MediaType mediaType,
            MultivaluedMap<String, Object> headers,
            OutputStream out)
            throws IOException {
        byte[] body = Json.bytes(view);
        headers.putSingle(HttpHeaders.CONTENT_LENGTH, body.length);
        out.write(body);
    }
}
