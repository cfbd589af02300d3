module.exports = { devServer: { host: process.env.WDS_HOST || address() } };
