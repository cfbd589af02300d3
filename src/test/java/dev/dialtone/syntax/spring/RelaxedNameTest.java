package dev.dialtone.syntax.spring;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RelaxedNameTest {
  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          spring.datasource.url, spring.datasource.url
          spring.dataSource.hikari.jdbc-url, spring.datasource.hikari.jdbcurl
          spring.DATA_SOURCE.x1, spring.datasource.x1
          my.service[0].other, my.service[0].other
          my.service[0][1], my.service[0][1]
          eureka.client.serviceUrl.defaultZone, eureka.client.serviceurl.defaultzone
          spring.main.log-startup-info, spring.main.logstartupinfo
          map[Key.With.Dots].x, map[key.with.dots].x
          INFO, info
          """)
  void aPropertyHasAUniformName(String property, String uniform) {
    assertEquals(uniform, RelaxedName.ofProperty(property).uniform());
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          SPRING_DATASOURCE_URL, spring.datasource.url
          MY_SERVICE_0_OTHER, my.service[0].other
          my_service_0_1, my.service[0][1]
          EUREKA_CLIENT_SERVICEURL_DEFAULTZONE, eureka.client.serviceurl.defaultzone
          SPRING_R2DBC_URL, spring.r2dbc.url
          INFO, info
          """)
  void aVariableHasAUniformName(String variable, String uniform) {
    assertEquals(uniform, RelaxedName.ofVariable(variable).uniform());
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          spring.datasource.url, SPRING_DATASOURCE_URL, true
          spring.datasource.url, spring_datasource_url, true
          spring.datasource.url, SPRING_DATASOURCEURL, false
          spring.data-source.url, SPRING_DATASOURCE_URL, true
          spring.data-source.url, SPRING_DATA_SOURCE_URL, true
          spring.datasource.url, SPRING_DATA_SOURCE_URL, false
          eureka.client.serviceUrl.defaultZone, EUREKA_CLIENT_SERVICEURL_DEFAULTZONE, true
          eureka.client.service-url.defaultZone, EUREKA_CLIENT_SERVICE_URL_DEFAULTZONE, true
          eureka.client.service-url.default-zone, EUREKA_CLIENT_SERVICE_URL_DEFAULTZONE, false
          spring.kafka.bootstrap-servers[1], SPRING_KAFKA_BOOTSTRAPSERVERS_1, true
          spring.kafka.bootstrap-servers[1], SPRING_KAFKA_BOOTSTRAPSERVERS_2, false
          """)
  void aVariableSetsAProperty(String property, String variable, boolean sets) {
    assertEquals(sets, RelaxedName.ofProperty(property).isSetBy(variable));
  }

  @Test
  void namesTheVariablesOfAProperty() {
    assertEquals(
        List.of("SPRING_KAFKA_BOOTSTRAPSERVERS_0", "SPRING_KAFKA_BOOTSTRAP_SERVERS_0"),
        RelaxedName.ofProperty("spring.kafka.bootstrap-servers[0]").variables());
    assertEquals(List.of("SERVER_PORT"), RelaxedName.ofProperty("server.port").variables());
  }
}
