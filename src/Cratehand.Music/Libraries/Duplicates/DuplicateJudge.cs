using System.Text.Json;

namespace Cratehand.Music.Libraries.Duplicates;

/// <summary>
/// Groups what is proven, pair by pair: in a group each is proven to be each other, so that a chain of likenesses, A like B and
/// B like C, makes no group of A and C. Pure.
/// </summary>
internal static class DuplicateJudge
{
    /// <param name="held">The oldest first.</param>
    /// <param name="near">Which others to compare one with; it need not be exact, only not leave out.</param>
    public static DuplicateReport Judge(IReadOnlyList<Held> held, Func<Held, IEnumerable<Held>> near)
    {
        var place = held.Select((x, i) => (x.Id, i)).ToDictionary(x => x.Id, x => x.i);
        var groups = new List<List<(Held Member, Judgement? Proof)>>();
        var groupOf = new Dictionary<Guid, List<(Held Member, Judgement? Proof)>>();
        var alike = new List<LookAlike>();
        foreach (var one in held)
        {
            foreach (var other in near(one).Where(other => place[other.Id] < place[one.Id]).OrderBy(other => place[other.Id]))
            {
                var judgement = EvidenceLadder.Judge(one.Recording, other.Recording);
                if (judgement.IsProven && !groupOf.ContainsKey(one.Id))
                {
                    Join(one, other, groups, groupOf);
                }
                else if (judgement.Rung == Rung.Name)
                {
                    alike.Add(new LookAlike(Member(other, null), Member(one, null), judgement.Reason));
                }
            }
        }

        return new DuplicateReport(held.Count, [.. groups.Where(group => group.Count > 1).Select(Shown)], alike);
    }

    static void Join(
        Held one, Held other, List<List<(Held Member, Judgement? Proof)>> groups, Dictionary<Guid, List<(Held Member, Judgement? Proof)>> groupOf)
    {
        if (!groupOf.TryGetValue(other.Id, out var group))
        {
            groups.Add(group = [(other, null)]);
            groupOf.Add(other.Id, group);
        }

        var proofs = group.ConvertAll(x => EvidenceLadder.Judge(one.Recording, x.Member.Recording));
        if (proofs.TrueForAll(proof => proof.IsProven))
        {
            group.Add((one, proofs[0]));
            groupOf.Add(one.Id, group);
        }
    }

    static DuplicateGroup Shown(List<(Held Member, Judgement? Proof)> group) => new([.. group.Select(x => Member(x.Member, x.Proof))]);

    static DuplicateMember Member(Held held, Judgement? proof) =>
        new(held.Id, NameOf(held), held.Files, proof is null ? null : JsonNamingPolicy.KebabCaseLower.ConvertName(proof.Rung.ToString()), proof?.Reason);

    static string NameOf(Held held) =>
        held.Recording.Track.Artists.Count == 0
            ? held.Recording.Track.FullTitle
            : $"{string.Join(", ", held.Recording.Track.Artists)} - {held.Recording.Track.FullTitle}";
}
