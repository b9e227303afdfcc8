using Microsoft.AspNetCore.Http;

namespace Cratehand.Web;

/// <summary>An answer that something is wrong: <c>application/problem+json</c>, what and the way out.</summary>
static class Problem
{
    public static IResult Of(int status, string title, string detail) => Results.Problem(detail, statusCode: status, title: title);

    public static Task WriteAsync(HttpContext http, int status, string title, string detail) => Of(status, title, detail).ExecuteAsync(http);
}
