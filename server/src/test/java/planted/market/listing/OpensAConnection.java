package planted.market.listing;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

final class OpensAConnection {

    Connection open() throws SQLException {
        return DriverManager.getConnection("jdbc:postgresql:aisle");
    }
}
